import { failed } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import type { BankWindowAsk, BankWindowOutcome, LinkedBank } from '../channel/bank-contract';
import {
  testInstitution,
  type TestBankAccount,
  type TestInstitution,
} from '../../rules/banks/institutions';
import { bankWindowTexts } from '../locales/bank-window/choose';
import { fillIn } from '../locales/fill-in';
import type { BankWindowTexts } from '../locales/bank-window/texts';
import { accountList } from './account-list';
import { action, alert, Dialog, words } from './dialog';
import { institutionList } from './institution-list';
import { manualEntry } from './manual-entry';
import { showOauth } from './oauth';
import { linkAccount } from './session-api';
import { signIn } from './sign-in';
import { success } from './success';

/**
 * The way through the bank window: consent, the bank, its login, its accounts, the end
 * (docs.stripe.com/financial-connections/fundamentals#authentication-flow). Closing it is allowed at
 * every step; what has been linked by then stays linked.
 */
export class BankFlow {
  private readonly dialog: Dialog;
  private readonly texts: BankWindowTexts;
  private linked: LinkedBank[] = [];

  constructor(
    private readonly client: ApiClient,
    private readonly ask: BankWindowAsk,
    private readonly locale: string,
    private readonly finish: (outcome: BankWindowOutcome) => void,
  ) {
    const texts = bankWindowTexts(locale);
    this.texts = texts;
    const { business } = ask;
    const label = business ? fillIn(texts.label, { business }) : texts.labelAlone;
    const { testMode, close } = texts;
    this.dialog = new Dialog({ label, mark: 'Financial Connections', testMode, close }, () =>
      this.end(),
    );
    if (ask.manualEntry === 'only') this.typeNumbers();
    else if (ask.consented) this.begin();
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
    const { consent } = this.texts;
    const agree = action(consent.agree, { testId: 'agree-button' }, () => this.begin());
    this.dialog.show({
      heading: business ? fillIn(consent.heading, { business }) : consent.headingAlone,
      body: [words(consent.protected), words(consent.revocable)],
      actions: [agree, this.manualAction()],
      focus: agree,
    });
  }

  /** Goes to the bank that is chosen already, or to the choice of one. */
  private begin(): void {
    const chosen = testInstitution(this.ask.institution ?? '');
    if (chosen) this.enter(chosen);
    else this.pickInstitution();
  }

  private pickInstitution(): void {
    const { banks } = this.texts;
    const { elements, search } = institutionList(banks, (chosen) => this.enter(chosen));
    this.dialog.show({
      heading: banks.heading,
      body: elements,
      actions: [this.manualAction()],
      focus: search,
    });
  }

  private enter(institution: TestInstitution): void {
    if (institution.outage) {
      this.trouble(institution, institution.outage);
      return;
    }
    const passed = (): void => this.pickAccount(institution);
    const { dialog, texts, locale } = this;
    switch (institution.login) {
      case 'none':
        passed();
        return;
      case 'form':
        this.dialog.show(
          signIn(institution, this.texts, {
            passed,
            ended: () => this.trouble(institution, 'ended'),
            next: (pane) => this.dialog.show(pane),
          }),
        );
        return;
      case 'oauth':
        showOauth({ dialog, texts, locale }, institution, passed);
    }
  }

  private pickAccount(institution: TestInstitution, problem: string | null = null): void {
    if (!institution.accounts.some(({ payable }) => payable)) {
      this.trouble(institution, 'noAccounts');
      return;
    }
    let chosen: readonly TestBankAccount[] = [];
    const { several } = this.ask;
    const { texts, locale } = this;
    const { accounts: says } = texts;
    const select = action(
      several ? says.connectSeveral : says.connectOne,
      { testId: 'select-button' },
      () => void this.link(institution, chosen),
    );
    const list = accountList(institution, { texts, locale, several }, (accounts) => {
      chosen = accounts;
      select.disabled = accounts.length === 0;
    });
    this.dialog.show({
      heading: several ? says.several : says.one,
      body: [problem === null ? null : alert(problem), words(institution.name), list],
      actions: [select],
    });
  }

  private async link(
    institution: TestInstitution,
    chosen: readonly TestBankAccount[],
  ): Promise<void> {
    const { accounts: says } = this.texts;
    this.dialog.wait(says.connecting);
    for (const account of chosen) {
      const result = await linkAccount(this.client, this.ask.session, {
        institution: institution.key,
        account: account.key,
      });
      if (failed(result)) {
        this.pickAccount(institution, result.error.message ?? says.notConnected);
        return;
      }
      this.linked.push(result.account);
    }
    this.succeed();
  }

  private typeNumbers(): void {
    this.dialog.show(
      manualEntry(this.texts.manual, async ({ routingNumber, accountNumber }) => {
        const result = await linkAccount(this.client, this.ask.session, {
          routing_number: routingNumber,
          account_number: accountNumber,
        });
        if (failed(result)) {
          const { message = this.texts.manual.notAccepted, param } = result.error;
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
      success({
        texts: this.texts,
        business: this.ask.business,
        accounts: this.linked,
        done: () => this.end(),
      }),
    );
  }

  private trouble(
    { name }: TestInstitution,
    what: Exclude<keyof BankWindowTexts['trouble'], 'heading'>,
  ): void {
    const { banks, trouble } = this.texts;
    const again = action(banks.another, { testId: 'select-another-bank-button' }, () =>
      this.pickInstitution(),
    );
    this.dialog.show({
      heading: trouble.heading,
      body: [alert(fillIn(trouble[what], { bank: name }))],
      actions: [again, this.manualAction()],
      focus: again,
    });
  }

  private manualAction(): HTMLElement | null {
    if (this.ask.manualEntry === 'never') return null;
    return action(this.texts.consent.manual, { testId: 'manual-entry-button', plain: true }, () =>
      this.typeNumbers(),
    );
  }
}
