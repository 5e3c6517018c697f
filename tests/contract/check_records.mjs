// Every request and answer that the tests recorded, against the contract.
// usage: node check_records.mjs OPENAPI FOLDER_OF_JSONL
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contract } from './contract.mjs';

const [document, folder] = process.argv.slice(2);
const contract = await Contract.read(document);
const seen = new Set();
let records = 0;
let wrong = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl')).sort()) {
  for (const [index, line] of readFileSync(join(folder, name), 'utf8').split('\n').entries()) {
    if (!line) continue;
    ++records;
    const record = JSON.parse(line);
    seen.add(`${contract.operation_of(record)} ${record.status}`);
    const said = contract.objections(record);
    if (said.length === 0) continue;
    if (++wrong <= 20) console.error(`${name}:${index + 1}: ${record.method} ${record.path} ${record.status}\n  ${said.join('\n  ')}`);
  }
}
// A contract that nobody tried proves nothing.
const untried = [...contract.media.keys()].filter((key) => !seen.has(key) && !/ (413|429|50[03])$/.test(key));
for (const key of untried) console.error(`no test was answered ${key}`);
console.log(`${records} requests and answers against ${contract.operations.length} operations: ${wrong} wrong, ${untried.length} answers untried`);
process.exit(wrong === 0 && untried.length === 0 && records > 100 ? 0 : 1);
