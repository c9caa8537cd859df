import { readFileSync, writeFileSync } from "node:fs";

const { modules, site, records } = JSON.parse(readFileSync(0, "utf8"));
const { default: MiniSearch } = await import(`${modules}/minisearch/dist/es/index.js`);
const index = new MiniSearch({ fields: ["title", "asks", "text"], storeFields: ["title"] });
index.addAll(records);
writeFileSync(`${site}/index.json`, JSON.stringify(index));
