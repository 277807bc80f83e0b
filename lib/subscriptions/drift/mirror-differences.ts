/** What differs between a mirror as its account has it and as the platform wants it, in words. */
import { englishWords } from '../../language/texts';
import { cardName } from '../../model/card-name';
import type { MirrorDifference } from '../../model/mirror-views';
import type { KeptMethod } from '../../stripe/account-billing';
import type { PlatformMethod } from '../../stripe/platform-stripe';
import { sameCard } from '../sync/same-card';

export interface WantedMirror {
  /** What our row says that Stripe said last. */
  readonly status: string | null;
  /** What it is to be charged to; null when that was taken away: then it is to be charged to nothing. */
  readonly method: PlatformMethod | null;
  /** True of a clone of another saved method, however alike: a card may be in a wallet twice. */
  readonly isOfAnother: (clone: string) => boolean;
}

export interface MirrorThere {
  readonly status: string;
  readonly isEnded: boolean;
  readonly charged: string | null;
}

/** One Subscription, beside its Customer; this is null when it is not there. */
export function differencesOfMirror(
  wanted: WantedMirror,
  there: MirrorThere | null,
  customer: Pick<CustomerThere, 'attached' | 'offered'> | null,
): MirrorDifference[] {
  if (!there)
    return [{ kind: 'missing', text: 'Stripe has no such Subscription on this account.' }];
  const found: MirrorDifference[] = [];
  if (there.status !== wanted.status) {
    found.push({
      kind: 'status',
      text: `Stripe says ${there.status}, Souk says ${wanted.status ?? 'nothing'}.`,
    });
  }
  if (there.isEnded) return found;
  const attached = customer?.attached ?? [];
  const clone = attached.find(({ id }) => id === there.charged);
  const { method } = wanted;
  if (!method) {
    if (there.charged) {
      found.push({
        kind: 'method',
        text: `Charged to ${nameOf(clone)}, which is in the wallet no more.`,
      });
    }
  } else if (!there.charged || !clone) {
    const why = there.charged ? 'a method that is not attached' : 'nothing';
    found.push({ kind: 'method', text: `Charged to ${why}, not to ${nameOf(method)}.` });
  } else if (!sameCard(method, clone)) {
    found.push(differenceOfCards(method, clone));
  } else if (wanted.isOfAnother(clone.id)) {
    const text = `Charged to a copy of a second ${nameOf(clone)}, not of the one that is wanted.`;
    found.push({ kind: 'method', text });
  }
  if (!there.charged && customer?.offered) {
    const offered = nameOf(attached.find(({ id }) => id === customer.offered));
    found.push({
      kind: 'default',
      text: `Charged to nothing, so to the Customer’s default: ${offered}.`,
    });
  }
  return found;
}

function differenceOfCards(method: PlatformMethod, clone: KeptMethod): MirrorDifference {
  if (nameOf(method) !== nameOf(clone)) {
    return { kind: 'method', text: `Charged to ${nameOf(clone)}, not to ${nameOf(method)}.` };
  }
  if (expiryOf(method) !== expiryOf(clone)) {
    return {
      kind: 'details',
      text: `Its copy of ${nameOf(method)} expires ${expiryOf(clone)}, the card ${expiryOf(method)}.`,
    };
  }
  return { kind: 'details', text: `Its copy of ${nameOf(method)} has other billing details.` };
}

export interface WantedCustomer {
  readonly name: string;
  readonly email: string;
  /** What live Subscriptions there are charged to. */
  readonly charged: ReadonlySet<string>;
  /** True of what looks like one of the buyer's own cards, now or in the past. */
  readonly isTheirs: (method: KeptMethod) => boolean;
  /** Whether anything is charged there at all; else its name does not matter. */
  readonly isUsed: boolean;
}

export interface CustomerThere {
  readonly name: string | null;
  readonly email: string | null;
  readonly offered: string | null;
  readonly attached: readonly KeptMethod[];
}

/** One Customer, with all that is attached to it. */
export function differencesOfCustomer(
  wanted: WantedCustomer,
  there: CustomerThere | null,
): MirrorDifference[] {
  if (!there) {
    return wanted.isUsed ? [{ kind: 'missing', text: 'The Customer was deleted there.' }] : [];
  }
  const found: MirrorDifference[] = [];
  if (wanted.isUsed && there.name !== wanted.name) {
    found.push({
      kind: 'buyer',
      text: `The Customer is called “${there.name ?? ''}”, the buyer “${wanted.name}”.`,
    });
  }
  if (wanted.isUsed && there.email !== wanted.email) {
    found.push({
      kind: 'buyer',
      text: `The Customer’s e-mail is ${there.email ?? 'empty'}, the buyer’s ${wanted.email}.`,
    });
  }
  // Without one, what is not charged to a Subscription's own method asks for one: nothing is wrong.
  if (there.offered && !wanted.charged.has(there.offered)) {
    const offered = there.attached.find(({ id }) => id === there.offered);
    found.push({
      kind: 'default',
      text: `The Customer’s default is ${nameOf(offered)}, which no subscription is charged to.`,
    });
  }
  for (const method of there.attached) {
    if (wanted.charged.has(method.id)) continue;
    found.push(
      wanted.isTheirs(method)
        ? { kind: 'extra', text: `A copy of ${nameOf(method)} too many is attached.` }
        : { kind: 'foreign', text: `${nameOf(method)} is attached, and not by Souk.` },
    );
  }
  return found;
}

function nameOf(method: PlatformMethod | KeptMethod | undefined): string {
  if (!method) return 'an unknown method';
  const { type, card, us_bank_account: bank } = method;
  return cardName(
    { brand: card?.brand ?? type, last4: card?.last4 ?? bank?.last4 ?? '' },
    englishWords('cards'),
  );
}

const expiryOf = ({ card }: PlatformMethod | KeptMethod): string =>
  card ? `${card.exp_month}/${card.exp_year}` : 'never';
