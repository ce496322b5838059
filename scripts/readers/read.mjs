// The texts of many PDFs by pdf.js, as JSON by file name: read.mjs NODE_MODULES FILE.pdf ...
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, ...files] = process.argv.slice(2);
const { getDocument } = await import(pathToFileURL(`${modules}/pdfjs-dist/legacy/build/pdf.mjs`));
const cMapUrl = `${modules}/pdfjs-dist/cmaps/`;
const texts = {};
for (const file of files) {
  const data = new Uint8Array(readFileSync(file));
  const pdf = await getDocument({ data, verbosity: 0, cMapUrl, cMapPacked: true }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await (await pdf.getPage(number)).getTextContent({ disableNormalization: true });
    text += content.items.map((item) => item.str).join('');
  }
  texts[file] = text;
}
console.log(JSON.stringify(texts));
