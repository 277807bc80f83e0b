import type { NumberCode } from '../../bank-window/numbers';

/**
 * Everything the window that links bank accounts says, in one language. `{business}`, `{bank}` and
 * `{name}` are replaced. The names of test banks and of their accounts are the same in all of them.
 */
export interface BankWindowTexts {
  /** The dialog's name: with a business, and without. */
  label: string;
  labelAlone: string;
  testMode: string;
  close: string;
  continue: string;
  cancel: string;
  consent: {
    heading: string;
    headingAlone: string;
    protected: string;
    revocable: string;
    agree: string;
    manual: string;
  };
  banks: { heading: string; search: string; none: string; another: string };
  /** What keeps a bank from being linked. */
  trouble: {
    heading: string;
    scheduled: string;
    unscheduled: string;
    error: string;
    ended: string;
    noAccounts: string;
  };
  accounts: {
    one: string;
    several: string;
    list: string;
    connectOne: string;
    connectSeveral: string;
    connecting: string;
    notConnected: string;
    notPayable: string;
  };
  login: {
    heading: string;
    testBank: string;
    username: string;
    password: string;
    options: { heading: string; label: string; phone: string; email: string };
    mfa: { heading: string; label: string };
    confirm: { heading: string; label: string };
    question: { heading: string; label: string };
    missing: string;
    incorrect: string;
  };
  /** The bank's own page, in a window of its own. */
  oauth: {
    opens: string;
    here: string;
    finish: string;
    opened: string;
    blocked: string;
    refused: string;
    closed: string;
    agree: string;
    bank: string;
    unknown: string;
    direct: string;
  };
  manual: {
    heading: string;
    note: string;
    routing: string;
    account: string;
    confirmation: string;
    submit: string;
    notAccepted: string;
    problems: Readonly<Record<NumberCode, string>>;
  };
  done: {
    success: string;
    almost: string;
    deposits: string;
    depositsAlone: string;
    one: string;
    oneAlone: string;
    several: string;
    severalAlone: string;
    back: string;
    backAlone: string;
  };
  /** The offer to keep the account with Link, which nothing comes of here. */
  link: {
    heading: string;
    note: string;
    email: string;
    phone: string;
    save: string;
    notNow: string;
    nothing: string;
  };
}
