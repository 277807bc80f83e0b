// The public types as one file that needs nothing else: neither `stripe` nor Node's types.
import fs from 'node:fs';
import path from 'node:path';

/** The public interfaces, each taken word for word from where the code has it. */
const interfaces = [
  ['server/contract.ts', 'Settings'],
  ['server/contract.ts', 'StripeJsSettings'],
  ['server/contract.ts', 'Origins'],
  ['server/public-api.ts', 'EmulatorOptions'],
  ['server/public-api.ts', 'ClientOptions'],
  ['server/public-api.ts', 'Emulator'],
];

/** The text of `index.d.ts`. Throws when an interface is no longer where it was. */
export async function publicDeclarations(root) {
  const { default: ts } = await import('typescript');
  const parse = (file) =>
    ts.createSourceFile(
      file,
      fs.readFileSync(path.join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
  /** A statement with the comment that belongs to it. */
  const textOf = (file, isWanted) => {
    const source = parse(file);
    const found = source.statements.find((statement) => isWanted(ts, statement));
    if (!found) throw new Error(`${file} no longer has what the package's types need.`);
    const [comment] = ts.getJSDocCommentsAndTags(found);
    return { found, source, text: source.text.slice((comment ?? found).getStart(), found.end) };
  };
  const parts = interfaces.map(
    ([file, name]) =>
      textOf(file, (_, node) => ts.isInterfaceDeclaration(node) && node.name.text === name).text,
  );
  const { found, source, text } = textOf(
    'index.ts',
    (_, node) => ts.isFunctionDeclaration(node) && node.name?.text === 'createEmulator',
  );
  const bodyAt = found.body.getStart(source) - (found.end - text.length);
  parts.push(
    text.slice(0, bodyAt).trimEnd().replace('export function', 'export declare function') + ';',
  );
  return `${parts.join('\n\n')}\n`;
}
