// Writes the pages of pages.json with pdfkit and pdf-lib: write.mjs NODE_MODULES FONTS FOLDER
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { once } from 'node:events';

const [modules, fonts, folder] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const PDFKit = require('pdfkit');
const { PDFDocument, rgb } = require('pdf-lib');
const fontkit = require('@pdf-lib/fontkit');
const pages = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'));
const files = { mj: 'ipamjm.ttf', gothic: 'BIZUDGothic-Regular.ttf' };
const POINTS = 72 / 25.4;

for (const [name, lines] of Object.entries(pages)) {
  if (name === 'vertical') continue;
  const kit = new PDFKit({ size: 'A4', margin: 0 });
  const stream = createWriteStream(`${folder}/pdfkit-${name}.pdf`);
  kit.pipe(stream);
  for (const [font, file] of Object.entries(files)) kit.registerFont(font, `${fonts}/${file}`);
  if (name === 'table') for (let y = 20; y <= 50; y += 10) kit.moveTo(56, y * POINTS).lineTo(500, y * POINTS).stroke();
  for (const [x, y, size, font, text, colour = [0, 0, 0]] of lines)
    kit.font(font).fontSize(size).fillColor(colour).text(text, x * POINTS, y * POINTS, { lineBreak: false });
  kit.end();
  await once(stream, 'finish');
}

// pdf-lib puts whole fonts into memory: the small one, and only pages that it can write.
for (const [name, lines] of Object.entries(pages)) {
  if (lines.some(([, , , font]) => font !== 'gothic') && !['sizes', 'kana'].includes(name)) continue;
  const lib = await PDFDocument.create();
  lib.registerFontkit(fontkit);
  const gothic = await lib.embedFont(readFileSync(`${fonts}/BIZUDGothic-Regular.ttf`), { subset: true });
  const page = lib.addPage([595.28, 841.89]);
  for (const [x, y, size, , text, [red, green, blue] = [0, 0, 0]] of lines)
    page.drawText(text, { x: x * POINTS, y: 841.89 - y * POINTS, size, font: gothic, color: rgb(red / 255, green / 255, blue / 255) });
  writeFileSync(`${folder}/pdflib-${name}.pdf`, await lib.save());
}
