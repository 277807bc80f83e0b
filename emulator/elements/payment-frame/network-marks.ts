import { brandIcons, brandNames, cartesBancairesIcon } from './icons';

export interface Mark {
  readonly name: string;
  readonly drawing: string;
}

const brands = (Object.keys(brandNames) as (keyof typeof brandNames)[]).map(
  (brand): [string, Mark] => [brand, { name: brandNames[brand], drawing: brandIcons[brand] }],
);

const marks: ReadonlyMap<string, Mark> = new Map([
  ...brands,
  ['cartes_bancaires', { name: 'Cartes Bancaires', drawing: cartesBancairesIcon }],
]);

/** What `display_brand` calls brands that have other names everywhere else. */
const otherNames: Readonly<Record<string, string>> = {
  american_express: 'amex',
  diners_club: 'diners',
  union_pay: 'unionpay',
};

/** The name and the drawing of a brand or network, if it is one that is drawn here. */
export function networkMark(network: string): Mark | undefined {
  return marks.get(otherNames[network] ?? network);
}
