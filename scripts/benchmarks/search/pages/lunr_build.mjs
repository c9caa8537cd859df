import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { modules, site, records, language } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(`${modules}/`);
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support.js")(lunr);
require(`lunr-languages/lunr.${language}.js`)(lunr);
const index = lunr(function () {
  this.use(lunr[language]);
  this.ref("id");
  for (const name of ["title", "asks", "text"]) this.field(name);
  for (const record of records) this.add(record);
});
writeFileSync(`${site}/index.json`, JSON.stringify(index));
