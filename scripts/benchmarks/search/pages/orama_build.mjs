import { readFileSync, writeFileSync } from "node:fs";

const { modules, site, records, language } = JSON.parse(readFileSync(0, "utf8"));
const { create, insertMultiple, save } = await import(`${modules}/@orama/orama/dist/esm/index.js`);
const { build } = await import(`${modules}/esbuild/lib/main.js`);
const schema = { title: "string", asks: "string", text: "string" };
const database = create({ schema, language });
await insertMultiple(database, records);
writeFileSync(`${site}/index.json`, JSON.stringify(save(database)));
writeFileSync(`${site}/settings.js`, `export const settings = ${JSON.stringify({ schema, language })};\n`);
await build({
  entryPoints: [`${modules}/@orama/orama/dist/esm/index.js`], outfile: `${site}/orama.js`, bundle: true, format: "esm", minify: true,
  logLevel: "error",
});
