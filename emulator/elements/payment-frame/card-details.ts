import { testCardByNumber } from '../../rules/test-cards';
import { brandOf } from '../card/brands';
import type { CardDetails, CardDetailsPayload } from '../channel/contracts';

/**
 * Tells the page which kind of card is typed or chosen, each state once: `loading` while the issuer
 * is looked up, which takes a whole number here; no details for what is no card. Nothing is told of an
 * empty form at the start. unconfirmed: at which digit Stripe looks.
 */
export class CardDetailsReport {
  private last = '';
  private latest: CardDetailsPayload = { loading: false };

  constructor(private readonly told: (payload: CardDetailsPayload) => void) {}

  tell(details: CardDetails | undefined): void {
    const known = this.latest.details?.funding != null;
    const begins = this.last === '' && details?.brands == null;
    this.latest = { loading: false, ...(details ? { details } : {}) };
    const written = JSON.stringify(this.latest);
    if (written === this.last) return;
    this.last = written;
    if (begins) return;
    if (known || details?.funding == null) {
      this.told(this.latest);
      return;
    }
    this.told({ loading: true });
    window.setTimeout(() => {
      if (this.last === written) this.told(this.latest);
    });
  }
}

/** What a number tells, as far as it is typed. */
export function detailsOf(digits: string): CardDetails {
  const { brand, lengths } = brandOf(digits);
  if (brand === 'unknown') return { brands: null, funding: null };
  const found = testCardByNumber(digits);
  return {
    brands: [brand, ...(found?.networks ?? [])],
    funding: lengths.includes(digits.length) ? (found?.funding ?? 'unknown') : null,
  };
}
