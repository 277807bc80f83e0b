import { expect, test } from 'vitest';
import { isKey } from './underneath-key';

const pressed = (key: string, code: string, held: Partial<Parameters<typeof isKey>[0]> = {}) =>
  isKey({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test.each([
  ['u', 'KeyU'],
  ['U', 'KeyU'],
  ['ع', 'KeyU'],
  ['な', 'KeyU'],
  ['u', 'KeyF'],
])('"%s" at %s opens it', (key, code) => {
  expect(pressed(key, code)).toBe(true);
});

test.each([
  ['g', 'KeyU'],
  ['г', 'KeyE'],
])('"%s" at %s does not', (key, code) => {
  expect(pressed(key, code)).toBe(false);
});

test.each(['ctrlKey', 'metaKey', 'altKey', 'shiftKey'])('not with %s', (held) => {
  expect(pressed('u', 'KeyU', { [held]: true })).toBe(false);
});
