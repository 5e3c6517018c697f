// Proof that the check can say no: records that keep the contract, each broken in one way.
// usage: node refuse_wrong_records.mjs OPENAPI
import { Contract } from './contract.mjs';

const contract = await Contract.read(process.argv[2]);
const id = '00112233445566778899aabbccddeeff';
const digest = `sha256:${'a'.repeat(64)}`;
const envelope = (type, payload) => ({
  payloadType: `application/vnd.carrel.${type}.v1+json`,
  payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
  signatures: [{ keyid: 'k', sig: 'AAAA' }],
});
const receipts = { v: 1, device: id, time: '2026-01-02T09:00:00Z',
                   receipts: [{ id, digest: 'A'.repeat(43), received_at: '2026-01-02T09:00:00Z', reference: 'RC-2026-000001' }] };
const put = () => ({
  method: 'PUT', path: `/v1/actions/${id}`, query: {}, headers: { 'Content-Type': 'application/json' },
  body: { seq: 1, sealed: 'AAAA' }, status: 201, answer_headers: { 'content-type': 'application/json' },
  answer_body: { receipts: envelope('receipts', receipts) },
});
const batch = () => ({
  method: 'POST', path: '/v1/actions', query: {}, headers: { 'Content-Type': 'application/vnd.carrel.letters' },
  body: { actions: [{ id, seq: 1, sealed: 'AAAA' }] }, status: 200, answer_headers: { 'content-type': 'application/json' },
  answer_body: { receipts: { time: '2026-01-02T09:00:00Z', sig: 'AAAA', list: [{ reference: 'RC-2026-000001' }] } },
});
const problem = (status, code) => ({ title: 'No.', status, code });
const refused = () => ({ ...put(), status: 422, answer_headers: { 'Content-Type': 'application/problem+json' },
                         answer_body: problem(422, 'different_bytes') });
const part = () => ({
  method: 'GET', path: `/v2/clouds/blobs/${digest}`, query: {}, headers: { Range: 'bytes=0-9' }, body: null, status: 206,
  answer_headers: { 'Content-Type': 'application/octet-stream', ETag: `"${digest}"`, 'Accept-Ranges': 'bytes', 'Content-Range': 'bytes 0-9/100' },
  answer_body: { bytes: 10 },
});
const news = () => ({
  method: 'GET', path: '/v1/news', query: { limit: '5' }, headers: {}, body: null, status: 200,
  answer_headers: { 'Content-Type': 'application/json' },
  answer_body: { items: [{ seq: 1, learner: id, kind: 'subscription', sealed: 'AAAA' }], cursor: '1', more: false },
});

const breaks = [
  ['a portal answers', put, (r) => { r.answer_headers = { 'Content-Type': 'text/html' }; r.answer_body = { bytes: 20 }; }],
  ['a status nobody knows', put, (r) => { r.status = 418; }],
  ['no receipts', put, (r) => { r.answer_body = {}; }],
  ['no signature', put, (r) => { r.answer_body.receipts.signatures = []; }],
  ['a receipt without digest', put, (r) => { r.answer_body.receipts = envelope('receipts', { ...receipts, receipts: [{ id, received_at: receipts.time }] }); }],
  ['a receipt with a local time', put, (r) => { r.answer_body.receipts = envelope('receipts', { ...receipts, time: '2026-01-02 09:00' }); }],
  ['an envelope of another type', put, (r) => { r.answer_body.receipts = envelope('catalogue', receipts); }],
  ['success for a request without number', put, (r) => { delete r.body.seq; }],
  ['success for a body that is not base64url', put, (r) => { r.body.sealed = 'a+b/'; }],
  ['success for a coding that is not spoken', put, (r) => { r.headers['Content-Encoding'] = 'br'; }],
  ['success on a path that is not there', put, (r) => { r.path = '/v1/complaints'; }],
  ['an id in capitals', put, (r) => { r.path = r.path.toUpperCase().replace('/V1/ACTIONS', '/v1/actions'); }],
  ['an answer in a coding that is not spoken', put, (r) => { r.answer_headers['Content-Encoding'] = 'br'; }],
  ['letters as JSON', batch, (r) => { r.headers['Content-Type'] = 'application/json'; }],
  ['success for what is no letters', batch, (r) => { r.body = { bytes: 3 }; }],
  ['lean receipts without signature', batch, (r) => { delete r.answer_body.receipts.sig; }],
  ['lean receipts that say what the device knows', batch, (r) => { r.answer_body.receipts.list[0].id = id; }],
  ['a problem without code', refused, (r) => { delete r.answer_body.code; }],
  ['a problem with another status', refused, (r) => { r.answer_body.status = 400; }],
  ['a problem as plain JSON', refused, (r) => { r.answer_headers = { 'Content-Type': 'application/json' }; }],
  ['busy without Retry-After', refused, (r) => { r.status = 503; r.answer_body = problem(503, 'busy'); }],
  ['a part that does not say which', part, (r) => { delete r.answer_headers['Content-Range']; }],
  ['a part without a tag', part, (r) => { delete r.answer_headers.ETag; }],
  ['unchanged with a body', part, (r) => { r.status = 304; }],
  ['plain news for a learner', news, (r) => { const [item] = r.answer_body.items; delete item.sealed; item.body = {}; }],
  ['news without cursor', news, (r) => { delete r.answer_body.cursor; }],
  ['a limit beyond the limit', news, (r) => { r.query.limit = '2000'; }],
  ['a question that is not in the contract', news, (r) => { r.query.since = 'yesterday'; }],
];

let passed = 0;
let failed = 0;
const judge = (what, is_right) => { is_right ? ++passed : (++failed, console.error(`wrong verdict: ${what}`)); };
for (const make of [put, batch, refused, part, news]) {
  const said = contract.objections(make());
  judge(`${make.name} is right as it is: ${said}`, said.length === 0);
}
for (const [what, make, damage] of breaks) {
  const record = make();
  damage(record);
  judge(what, contract.objections(record).length > 0);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
