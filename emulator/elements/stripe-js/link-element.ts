import type { ApiError } from '../api-client/api-error';
import type { LinkChange, LinkFrameContract, StyledSetup } from '../channel/element-contracts';
import type { LinkOptions } from '../link-frame/options';
import { elementTitles } from '../locales/element-titles';
import type { ElementsGroup } from './elements-group';
import { FramedElement } from './framed-element';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { LinkSignIn } from './link-sign-in';

/** The names of the Element: Contact Details since it was renamed, Link Authentication before. */
export type LinkType = 'linkAuthentication' | 'contactDetails';

export function isLinkType(type: unknown): type is LinkType {
  return type === 'linkAuthentication' || type === 'contactDetails';
}

/**
 * The Link Authentication Element: the buyer's email, and Link's one-time code for one that has an
 * account (docs.stripe.com/payments/elements/link-authentication-element). unconfirmed: which events
 * the code brings. Here only `change` is told, as for every email.
 */
export class LinkElement extends FramedElement<LinkFrameContract, LinkOptions> {
  /** @internal The last change its frame told. */
  current: LinkChange | null = null;
  private readonly signIn: LinkSignIn;

  constructor(group: ElementsGroup, type: LinkType, options: unknown, forget: () => void) {
    super(
      group,
      {
        type,
        frame: 'link',
        title: (locale) => elementTitles(locale).linkAuthentication,
        loads: 'field',
      },
      checkLinkOptions(options, `elements.create('${type}')`),
      forget,
    );
    this.signIn = new LinkSignIn(group);
  }

  /** @internal Shows what is missing; the problem, if any. */
  async problem(): Promise<ApiError | null> {
    return (await this.request('check', null)).error;
  }

  protected override check(given: unknown, where: string): LinkOptions {
    return checkLinkOptions(given, where);
  }

  protected override setup(): StyledSetup<LinkOptions> {
    const { fonts, options } = this.elementsGroup;
    return { appearance: options.appearance ?? {}, fonts, options: this.options };
  }

  protected override changed(change: LinkChange): object {
    this.current = change;
    this.signIn.typed(change);
    return change;
  }

  protected override entered(): void {
    this.elementsGroup.collectionChanged();
  }

  protected override left(): void {
    this.current = null;
    this.signIn.stop();
    this.elementsGroup.collectionChanged();
  }
}

function checkLinkOptions(given: unknown, where: string): LinkOptions {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') {
    throw new IntegrationError(`Invalid value for ${where}: options should be an object.`);
  }
  const options = plain(given as LinkOptions);
  const email: unknown = options.defaultValues?.email;
  if (email !== undefined && typeof email !== 'string') {
    throw new IntegrationError(
      `Invalid value for ${where}: defaultValues.email should be a string.`,
    );
  }
  return options;
}
