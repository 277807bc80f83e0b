import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const rooms = ['seller', 'operator'].map((room) => path.join(import.meta.dirname, room));
const pages = rooms.flatMap((room) =>
  fs
    .readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => path.join(room, path.dirname(file))),
);
const without = (file: string, among: readonly string[]) =>
  among.filter((folder) => !fs.existsSync(path.join(folder, file)));

test('each page of a desk has a skeleton', () => {
  expect(pages.length).toBeGreaterThan(20);
  expect(without('loading.tsx', pages)).toEqual([]);
});

test('what is one of many is looked for before its skeleton is sent, or it could not be a 404', () => {
  const ofMany = pages.filter((folder) => path.basename(folder).startsWith('['));
  expect(ofMany.length).toBeGreaterThan(5);
  expect(without('layout.tsx', ofMany)).toEqual([]);
});
