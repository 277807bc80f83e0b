import type { TestBankAccount, TestInstitution } from '../../rules/banks/institutions';
import { spokenLocale } from '../locales/choose';
import type { BankWindowTexts } from '../locales/bank-window/texts';
import { h } from '../payment-frame/dom';

/**
 * The bank's accounts, to choose one from or several. A row reads "Success ••••6789", and is found by
 * its name in lower case.
 */
export function accountList(
  institution: TestInstitution,
  { texts, locale, several }: { texts: BankWindowTexts; locale: string; several: boolean },
  changed: (chosen: readonly TestBankAccount[]) => void,
): HTMLElement {
  const dollars = new Intl.NumberFormat(spokenLocale(locale), {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    numberingSystem: 'latn',
  });
  const chosen = new Set<TestBankAccount>();
  const rows = institution.accounts.map((account) => {
    const balance = dollars.format(account.balance / 100);
    const button = h(
      'button',
      {
        type: 'button',
        class: 'Bank-row Bank-account',
        'data-testid': account.name.toLowerCase(),
        'aria-pressed': 'false',
        disabled: !account.payable,
      },
      h('span', { class: 'Bank-tick', 'aria-hidden': 'true' }),
      h('span', { class: 'Bank-rowName' }, h('bdi', {}, `${account.name} ••••${account.last4}`)),
      ' ',
      h(
        'span',
        { class: 'Bank-balance' },
        account.payable ? h('bdi', { dir: 'ltr' }, balance) : texts.accounts.notPayable,
      ),
    );
    button.addEventListener('click', () => {
      if (!several) chosen.clear();
      if (several && chosen.has(account)) chosen.delete(account);
      else chosen.add(account);
      paint();
    });
    return { account, button };
  });

  function paint(): void {
    for (const { account, button } of rows) {
      button.setAttribute('aria-pressed', String(chosen.has(account)));
    }
    changed([...chosen]);
  }

  // The first is chosen from the start, as Stripe does; of several, a press would take it off again.
  const first = institution.accounts.find(({ payable }) => payable);
  if (first && !several) chosen.add(first);
  paint();
  return h(
    'ul',
    { class: 'Bank-list', 'aria-label': texts.accounts.list },
    ...rows.map(({ button }) => h('li', {}, button)),
  );
}
