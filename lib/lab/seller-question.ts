import type { ChoiceView } from '../model/lab';
import { labSellers } from './sellers';
import { wayOf } from './ways';

/** The question that every way asks: which seller, among those that it works with. */
export async function sellerQuestion(slug: string): Promise<ChoiceView> {
  const only = wayOf(slug)?.country;
  const sellers = (await labSellers()).filter(({ country }) => !only || country === only);
  return {
    name: 'seller',
    label: 'Seller',
    options: sellers.map(({ id, name, country, currency }) => ({
      value: id,
      label: `${name} (${country}, ${currency.toUpperCase()})`,
    })),
  };
}
