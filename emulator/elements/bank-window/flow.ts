import { failed } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import type { BankWindowAsk, BankWindowOutcome, LinkedBank } from '../channel/bank-contract';
import {
  testInstitution,
  type TestBankAccount,
  type TestInstitution,
} from '../../rules/banks/institutions';
import { accountList } from './account-list';
import { action, alert, Dialog, words } from './dialog';
import { institutionList } from './institution-list';
import { manualEntry } from './manual-entry';
import { showOauth } from './oauth';
import { linkAccount } from './session-api';
import { signIn } from './sign-in';
import { success } from './success';

const outages = {
  scheduled: 'is down for maintenance and expects to be back soon',
  unscheduled: 'can’t be reached right now',
  error: 'could not be connected, because something went wrong',
} as const;

/**
 * The way through the bank window: consent, the bank, its login, its accounts, the end
 * (docs.stripe.com/financial-connections/fundamentals#authentication-flow). Closing it is allowed at
 * every step; what has been linked by then stays linked.
 */
export class BankFlow {
  private readonly dialog: Dialog;
  private linked: LinkedBank[] = [];

  constructor(
    private readonly client: ApiClient,
    private readonly ask: BankWindowAsk,
    private readonly finish: (outcome: BankWindowOutcome) => void,
  ) {
    this.dialog = new Dialog(ask.business, () => this.end());
    if (ask.manualEntry === 'only') this.typeNumbers();
    else this.consent();
  }

  private end(): void {
    const { linked } = this;
    this.finish(
      linked.length > 0 ? { outcome: 'linked', accounts: linked } : { outcome: 'closed' },
    );
  }

  private consent(): void {
    const { business } = this.ask;
    const agree = action('Agree and continue', { testId: 'agree-button' }, () => {
      const chosen = testInstitution(this.ask.institution ?? '');
      if (chosen) this.enter(chosen);
      else this.pickInstitution();
    });
    this.dialog.show({
      heading: business
        ? `${business} uses Stripe to connect your accounts`
        : 'Connect your accounts with Stripe',
      body: [
        words('Your data stays protected: the business sees only what you share.'),
        words('You can take the connection back at any time.'),
      ],
      actions: [agree, this.manualAction()],
      focus: agree,
    });
  }

  private pickInstitution(): void {
    const { elements, search } = institutionList((institution) => this.enter(institution));
    this.dialog.show({
      heading: 'Select your bank',
      body: elements,
      actions: [this.manualAction()],
      focus: search,
    });
  }

  private enter(institution: TestInstitution): void {
    if (institution.outage) {
      this.trouble(`${institution.name} ${outages[institution.outage]}.`);
      return;
    }
    const passed = (): void => this.pickAccount(institution);
    switch (institution.login) {
      case 'none':
        passed();
        return;
      case 'form':
        this.dialog.show(
          signIn(institution, {
            passed,
            ended: () => this.trouble(`${institution.name} ended the session.`),
            next: (pane) => this.dialog.show(pane),
          }),
        );
        return;
      case 'oauth':
        showOauth(this.dialog, institution, passed);
    }
  }

  private pickAccount(institution: TestInstitution, problem: string | null = null): void {
    if (!institution.accounts.some(({ payable }) => payable)) {
      this.trouble(`${institution.name} has no account that can be used for payments.`);
      return;
    }
    let chosen: readonly TestBankAccount[] = [];
    const { several } = this.ask;
    const select = action(
      several ? 'Connect accounts' : 'Connect account',
      { testId: 'select-button' },
      () => void this.link(institution, chosen),
    );
    const list = accountList(institution, several, (accounts) => {
      chosen = accounts;
      select.disabled = accounts.length === 0;
    });
    this.dialog.show({
      heading: several ? 'Select accounts' : 'Select an account',
      body: [problem === null ? null : alert(problem), words(institution.name), list],
      actions: [select],
    });
  }

  private async link(
    institution: TestInstitution,
    chosen: readonly TestBankAccount[],
  ): Promise<void> {
    this.dialog.wait('Connecting…');
    for (const account of chosen) {
      const result = await linkAccount(this.client, this.ask.session, {
        institution: institution.key,
        account: account.key,
      });
      if (failed(result)) {
        this.pickAccount(institution, result.error.message ?? 'The account was not connected.');
        return;
      }
      this.linked.push(result.account);
    }
    this.succeed();
  }

  private typeNumbers(): void {
    this.dialog.show(
      manualEntry(async ({ routingNumber, accountNumber }) => {
        const result = await linkAccount(this.client, this.ask.session, {
          routing_number: routingNumber,
          account_number: accountNumber,
        });
        if (failed(result)) {
          const { message = 'The account was not accepted.', param } = result.error;
          return { message, ...(param ? { param } : {}) };
        }
        this.linked.push(result.account);
        this.succeed();
        return null;
      }),
    );
  }

  private succeed(): void {
    this.dialog.show(
      success({ business: this.ask.business, accounts: this.linked, done: () => this.end() }),
    );
  }

  private trouble(text: string): void {
    const again = action('Select another bank', { testId: 'select-another-bank-button' }, () =>
      this.pickInstitution(),
    );
    this.dialog.show({
      heading: 'We couldn’t connect',
      body: [alert(text)],
      actions: [again, this.manualAction()],
      focus: again,
    });
  }

  private manualAction(): HTMLElement | null {
    if (this.ask.manualEntry === 'never') return null;
    return action(
      'Enter bank details manually instead',
      { testId: 'manual-entry-button', plain: true },
      () => this.typeNumbers(),
    );
  }
}
