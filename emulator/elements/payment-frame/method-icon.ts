import { icon } from './dom';
import { bankMethodIcon, cardMethodIcon, redirectMethodIcon } from './icons';

const own: Readonly<Record<string, string>> = {
  card: cardMethodIcon,
  us_bank_account: bankMethodIcon,
};

/** The small drawing of a payment method. */
export function methodIcon(type: string, className: string): SVGElement {
  return icon(own[type] ?? redirectMethodIcon, className);
}
