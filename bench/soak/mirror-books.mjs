// What the accounts themselves say of every buyer, held against what that buyer did: nothing of it is asked
// of the shop or read from its rows.

/** Stripe's test cards with the digits that tell them apart. https://docs.stripe.com/testing#cards */
export const testCards = new Map([
  ['pm_card_visa', '4242'],
  ['pm_card_mastercard', '4444'],
  ['pm_card_amex', '0005'],
  ['pm_card_visa_debit', '5556'],
  ['pm_card_mastercard_debit', '8210'],
  ['pm_card_mastercard_prepaid', '5100'],
  ['pm_card_discover', '1117'],
  ['pm_card_diners', '0004'],
  ['pm_card_jcb', '0505'],
]);

/**
 * What differs, in words; none when each Subscription is charged to the card that its buyer chose last
 * (to none, when that was removed), each Customer bears their name and e-mail, and no account has a card
 * that its buyer has removed.
 *
 * @param people each with `buyer`, how many `plans`, the digits of what is to be `charged` (or null),
 *   and those of all the cards that were `removed`. No buyer ever has the same card twice.
 */
export async function differencesOnAccounts({ stripe }, people) {
  const found = [];
  const seen = new Map(people.map((person) => [person.buyer.id, 0]));
  for await (const account of stripe.accounts.list({ limit: 100 })) {
    const on = { stripeAccount: account.id };
    const subscriptions = await all(stripe.subscriptions.list({ limit: 100 }, on));
    for await (const customer of stripe.customers.list({ limit: 100 }, on)) {
      const person = people.find(({ buyer }) => buyer.id === customer.metadata.buyer);
      if (!person) continue;
      const own = subscriptions.filter((one) => one.customer === customer.id);
      seen.set(person.buyer.id, seen.get(person.buyer.id) + own.length);
      const methods = await all(stripe.customers.listPaymentMethods(customer.id, {}, on));
      const cards = new Map(methods.map(({ id, card }) => [id, card.last4]));
      const tell = (text) => found.push(`buyer ${person.index} at ${account.id}: ${text}`);
      const { name, email } = person.buyer;
      if (customer.name !== name || customer.email !== email) {
        tell(`the Customer is ${customer.name}, ${customer.email}, not ${name}, ${email}`);
      }
      for (const last4 of cards.values()) {
        if (person.removed.has(last4)) tell(`${last4} was removed, and is attached`);
      }
      const wanted = [
        ...own.map(({ id, default_payment_method: method }) => [id, method]),
        ...(customer.invoice_settings.default_payment_method
          ? [[customer.id, customer.invoice_settings.default_payment_method]]
          : []),
      ];
      for (const [id, method] of wanted) {
        const is = method && (cards.get(method) ?? 'a card that is not attached');
        if (is !== person.charged) tell(`${id} is charged to ${is}, not to ${person.charged}`);
      }
    }
  }
  for (const { index, buyer, plans } of people) {
    const live = seen.get(buyer.id);
    if (live !== plans.length) found.push(`buyer ${index} has ${live} of ${plans.length} mirrors`);
  }
  return found;
}

const all = (list) => list.autoPagingToArray({ limit: 10_000 });
