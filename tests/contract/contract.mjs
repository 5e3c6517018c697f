// The contract as something that can say no: one recorded request and answer against sync/api/openapi.yaml.
// openapi-backend judges requests, bodies and headers; what it lets pass in silence (an undocumented path, status or media type)
// is refused here.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import openapi from 'openapi-backend';

const json_types = /^application\/(.+\+)?json$/;
// What may answer a request that is itself outside the contract: never a success.
const told_off = new Set([400, 401, 403, 404, 405, 413, 415]);
// Signed envelopes travel in the open, so what they say is checked too.
const payload_schemas = {
  'application/vnd.carrel.settings.v1+json': 'DeviceSettings',
  'application/vnd.carrel.receipts.v1+json': 'Receipts',
  'application/vnd.carrel.catalogue.v1+json': 'Catalogue',
};

const lower_names = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const words = (errors) => (errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message}`).join('; ');

/** Envelopes anywhere in a JSON value. */
function* envelopes(value) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.payloadType === 'string' && typeof value.payload === 'string') yield value;
  for (const member of Object.values(value)) yield* envelopes(member);
}

export class Contract {
  /** Throws with every reason when the document is no valid OpenAPI document. */
  static async read(file) {
    const reader = new Validator();
    const result = await reader.validate(file);
    if (!result.valid) throw new Error(`${file} is no valid OpenAPI document: ${JSON.stringify(result.errors)}`);
    if (!reader.version.startsWith('3.1')) throw new Error(`${file} is OpenAPI ${reader.version}, not 3.1`);
    return new Contract(reader.resolveRefs());
  }

  constructor(document) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    this.schemas = document.components.schemas;
    this.media = new Map();  // "operation status" -> its one media type, or undefined.
    this.asked = new Map();  // operation -> the one media type it takes, or undefined.
    this.optional_headers = new Map();  // "operation status" -> {name: schema}
    const definition = JSON.parse(JSON.stringify(document));  // Unshares what several operations refer to.
    for (const item of Object.values(definition.paths))
      for (const operation of Object.values(item)) {
        // The same for requests; the recorder has turned letters into what their schema describes.
        const asked = operation.requestBody?.content ?? {};
        const asked_types = Object.keys(asked);
        if (asked_types.length > 1) throw new Error(`${operation.operationId} takes several media types`);
        this.asked.set(operation.operationId, asked_types[0]);
        if (asked_types[0]) asked['application/json'] = asked[asked_types[0]];
        for (const [status, response] of Object.entries(operation.responses)) {
          const key = `${operation.operationId} ${status}`;
          const types = Object.keys(response.content ?? {});
          if (types.length > 1) throw new Error(`${key} has several media types`);
          this.media.set(key, types[0]);
          // openapi-backend takes every documented header for required; the others are looked at here.
          const headers = Object.entries(response.headers ?? {});
          response.headers = Object.fromEntries(headers.filter(([, header]) => header.required));
          this.optional_headers.set(key, Object.fromEntries(
            headers.filter(([, header]) => !header.required).map(([name, header]) => [name.toLowerCase(), header.schema])));
          // openapi-backend looks at application/json alone; here the schema stands there whatever JSON type it has.
          if (types[0] && json_types.test(types[0])) response.content['application/json'] = response.content[types[0]];
        }
      }
    const customizeAjv = (_, options) => new Ajv2020({ ...options, strict: false, validateFormats: false });
    this.validator = new openapi.OpenAPIValidator({ definition, customizeAjv });
    this.operations = this.validator.router.getOperations().map((operation) => operation.operationId);
  }

  /** Every way in which this record leaves the contract; empty when it keeps it. */
  objections(record) {
    const answer_headers = lower_names(record.answer_headers);
    const type = (answer_headers['content-type'] ?? '').split(';')[0];
    const said = [];
    if (type === 'application/problem+json' && record.answer_body?.status !== record.status)
      said.push('the problem document names another status');
    const request = { method: record.method, path: record.path, query: record.query, headers: record.headers,
                      body: record.body ?? undefined };
    const operation = this.validator.router.matchOperation(request);
    if (!operation) {
      if (!told_off.has(record.status)) said.push(`${record.method} ${record.path} is not in the contract, but was answered ${record.status}`);
      return said.concat(this.against('Problem', record.answer_body));
    }
    const id = operation.operationId;
    const asked_type = (lower_names(record.headers)['content-type'] ?? '').split(';')[0];
    if (asked_type !== (this.asked.get(id) ?? '') && !told_off.has(record.status))
      said.push(`${id} takes ${this.asked.get(id) ?? 'no body'}, not ${asked_type || 'nothing'}, but was answered ${record.status}`);
    request.headers = { ...record.headers, ...(asked_type ? { 'Content-Type': 'application/json' } : {}) };
    const judged = this.validator.validateRequest(request, operation);
    if (!judged.valid && !told_off.has(record.status)) said.push(`request: ${words(judged.errors)}, but was answered ${record.status}`);
    if (!this.media.has(`${id} ${record.status}`)) return said.concat(`${id} may not answer ${record.status}`);
    return said.concat(this.body_objections(id, record, type), this.header_objections(id, record.status, answer_headers));
  }

  body_objections(id, record, type) {
    const documented = this.media.get(`${id} ${record.status}`);
    if (documented === undefined) return record.answer_body === null ? [] : [`${id} ${record.status} has no body`];
    if (type !== documented) return [`${id} ${record.status} is ${documented}, not ${type || 'nothing'}`];
    if (!json_types.test(documented)) return [];
    const said = [];
    const body = this.validator.validateResponse(record.answer_body, id, record.status);
    if (!body.valid) said.push(`body: ${words(body.errors)}`);
    for (const envelope of envelopes(record.answer_body)) {
      const name = payload_schemas[envelope.payloadType];
      if (!name) said.push(`an envelope of unknown type ${envelope.payloadType}`);
      else said.push(...this.against(name, JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'))));
    }
    return said;
  }

  header_objections(id, status, headers) {
    const result = this.validator.validateResponseHeaders(headers, id, { statusCode: status, setMatchType: 'superset' });
    const optional = this.ajv.compile({ type: 'object', properties: this.optional_headers.get(`${id} ${status}`) });
    return [...(result.valid ? [] : [`headers: ${words(result.errors)}`]),
            ...(optional(headers) ? [] : [`headers: ${words(optional.errors)}`])];
  }

  against(name, value) {
    const check = (this.compiled ??= new Map()).get(name) ?? this.ajv.compile(this.schemas[name]);
    this.compiled.set(name, check);
    return check(value) ? [] : [`${name}: ${words(check.errors)}`];
  }

  operation_of(record) {
    return this.validator.router.matchOperation({ method: record.method, path: record.path, query: {}, headers: {} })?.operationId;
  }
}
