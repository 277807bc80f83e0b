import { depositTexts, en, type DepositTexts } from './texts';

/** A language of the page's. */
export interface Language {
  readonly code: string;
  readonly texts: DepositTexts;
}

/** The first language of an `Accept-Language` that is spoken here; English where none is. */
export function languageFor(accepted: string | undefined): Language {
  const asked = (accepted ?? '')
    .split(',')
    .map((part, index) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      const weight = quality === undefined ? 1 : Number(quality.trim().slice(2));
      return { code: range.trim().split('-')[0] ?? '', weight, index };
    })
    .filter(({ code, weight }) => weight > 0 && Object.hasOwn(depositTexts, code))
    .sort((one, other) => other.weight - one.weight || one.index - other.index);
  const code = asked[0]?.code ?? 'en';
  return { code, texts: depositTexts[code] ?? en };
}
