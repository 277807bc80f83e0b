// The public types as one file that needs nothing else: neither `stripe` nor Node's types.
import fs from 'node:fs';
import path from 'node:path';

/** The public interfaces, each taken word for word from where the code has it. */
const interfaces = [
  ['server/settings-shape.ts', 'Settings'],
  ['server/settings-shape.ts', 'DunningSettings'],
  ['server/settings-shape.ts', 'StripeJsSettings'],
  ['server/contract.ts', 'Origins'],
  ['server/public-api.ts', 'EmulatorOptions'],
  ['server/public-api.ts', 'Forward'],
  ['server/public-api.ts', 'Seed'],
  ['server/public-api.ts', 'SeedObject'],
  ['server/public-api.ts', 'ClientOptions'],
  ['server/public-api.ts', 'StripeHosts'],
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

/** The values of `playwright/index.ts`, by what they are of the types beside them. */
const playwrightValues = {
  closeChallenge: 'AnswerChallenge',
  completeChallenge: 'AnswerChallenge',
  emulateStripe: 'EmulateStripe',
  emulateStripeEverywhere: 'EmulateStripeEverywhere',
  failChallenge: 'AnswerChallenge',
  fillCard: 'FillCard',
  linkBankAccount: 'LinkBankAccount',
  openStage: 'OpenStage',
  stripeFixtures: 'StripeFixtures',
};

/** The text of `playwright.d.ts`, which needs the types of `@playwright/test`, and the names in it. */
export async function playwrightDeclarations(root) {
  const read = (file) => fs.readFileSync(path.join(root, 'playwright', file), 'utf8');
  const cards = read('cards.ts').replace(
    /export const cards = ({[^}]*}) as const;/,
    'export declare const cards: $1;',
  );
  const literal = cards.replace(/^(\s+)(\w+): ('\d+'),$/gm, '$1readonly $2: $3;');
  const values = Object.entries(playwrightValues).map(
    ([name, type]) => `export declare const ${name}: ${type};`,
  );
  return {
    names: ['cards', ...Object.keys(playwrightValues)],
    types: [read('types.ts'), literal, ...values].join('\n') + '\n',
  };
}

/** The text of `cypress.d.ts`, which needs no types but its own. */
export function cypressDeclarations(root) {
  const types = fs.readFileSync(path.join(root, 'cypress/types.ts'), 'utf8');
  return `${types}\nexport declare const launchWithStripe: LaunchWithStripe;\n`;
}
