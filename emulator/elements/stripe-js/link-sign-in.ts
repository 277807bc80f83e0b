import { failed } from '../api-client/api-error';
import type { LinkChange } from '../channel/element-contracts';
import type { LinkWindowAsk, LinkWindowOutcome } from '../channel/link-contract';
import { pageTexts } from '../locales/page-texts';
import { pageLooksDark } from './dark';
import type { ElementsGroup } from './elements-group';
import { pageIsCovered } from './overlay';
import { openWindowFrame, type OpenWindow } from './window-frame';

/** An email that has not changed for this long is looked up. Milliseconds. */
const PAUSE = 400;

interface Lookup {
  exists: boolean;
  consumer_session?: {
    client_secret: string;
    email_address: string;
    redacted_formatted_phone_number: string;
  };
}

/**
 * Asks for Link's one-time code once an email is typed that has an account, once for each email.
 * What comes of it stays here: the documented filling of the Payment Element with what an account
 * has saved is not emulated, since accounts save nothing.
 */
export class LinkSignIn {
  private timer: number | undefined;
  /** Emails that were asked for, or that nobody has. */
  private readonly settled = new Set<string>();
  private email = '';
  private window: OpenWindow<LinkWindowOutcome> | null = null;

  constructor(private readonly group: ElementsGroup) {}

  /** What is in the field has changed. */
  typed({ complete, value }: LinkChange): void {
    window.clearTimeout(this.timer);
    this.email = complete ? value.email.toLowerCase() : '';
    const { email } = this;
    if (email === '' || this.settled.has(email)) return;
    this.timer = window.setTimeout(() => void this.lookUp(email), PAUSE);
  }

  /** The Element has left the page. */
  stop(): void {
    window.clearTimeout(this.timer);
    this.email = '';
    // What the code was asked for has gone with it.
    void this.window?.remove();
    this.window = null;
  }

  private async lookUp(email: string): Promise<void> {
    const { core } = this.group;
    const found = await core.controller.call<Lookup>('POST', '/v1/consumers/sessions/lookup', {
      request_surface: 'web_link_authentication_in_payment_element',
      email_address: email,
    });
    // Link is an offer: where it can't be had, the form goes on without.
    if (failed(found) || this.email !== email || pageIsCovered()) return;
    this.settled.add(email);
    const session = found.object.consumer_session;
    if (!session) return;
    const { locale } = this.group;
    const { appearance } = this.group.options;
    const opened = openWindowFrame<LinkWindowAsk, LinkWindowOutcome>(
      core,
      {
        frame: 'linkWindow',
        component: 'linkAuthentication',
        title: pageTexts(locale).linkWindow,
        locale,
        yields: true,
      },
      {
        clientSecret: session.client_secret,
        email: session.email_address,
        phone: session.redacted_formatted_phone_number,
        dark: appearance?.theme === 'night' || pageLooksDark(),
      },
    );
    this.window = opened;
    await opened.done;
    this.window = null;
    await opened.remove();
  }
}
