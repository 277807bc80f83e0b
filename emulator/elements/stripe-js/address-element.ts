import type { ApiError } from '../api-client/api-error';
import type { AddressOptions, AddressValue } from '../address-frame/options';
import type {
  AddressChange,
  AddressFrameContract,
  StyledSetup,
} from '../channel/element-contracts';
import { elementTitles } from '../locales/element-titles';
import type { ElementsGroup } from './elements-group';
import { FramedElement } from './framed-element';
import { hasNoEffect, plain } from './group-options';
import { IntegrationError } from './integration-error';

export type AddressMode = 'shipping' | 'billing';

/** The Address Element (docs.stripe.com/js/elements_object/create_address_element). */
export class AddressElement extends FramedElement<AddressFrameContract, AddressOptions> {
  /** @internal The last change its frame told. */
  current: AddressChange | null = null;
  readonly mode: AddressMode;

  constructor(group: ElementsGroup, options: unknown, forget: () => void) {
    const checked = checkAddressOptions(options, "elements.create('address')");
    super(
      group,
      {
        type: 'address',
        frame: 'address',
        title: (locale) => elementTitles(locale).address,
        loads: 'form',
      },
      checked,
      forget,
    );
    this.mode = readMode(checked);
  }

  /** Checks the form, shows what is missing, and answers what is in it. */
  async getValue(): Promise<{ complete: boolean; isNewAddress: boolean; value: AddressValue }> {
    await this.request('check', null);
    const { complete, isNewAddress, value } = this.current ?? missing();
    return { complete, isNewAddress, value };
  }

  /** @internal Shows what is missing; the first problem, if any. */
  async problem(): Promise<ApiError | null> {
    return (await this.request('check', null)).error;
  }

  protected override check(given: unknown, where: string): AddressOptions {
    const checked = checkAddressOptions(given, where);
    if (checked.mode !== undefined && checked.mode !== this.mode) {
      throw new IntegrationError(
        `Invalid value for ${where}: mode can't be changed. Create a new address Element instead.`,
      );
    }
    return checked;
  }

  protected override setup(): StyledSetup<AddressOptions> {
    const { fonts, options } = this.elementsGroup;
    return { appearance: options.appearance ?? {}, fonts, options: this.options };
  }

  protected override changed(change: AddressChange): object {
    this.current = change;
    const { empty, complete, isNewAddress, value } = change;
    return { elementMode: this.mode, empty, complete, isNewAddress, value };
  }

  protected override entered(): void {
    this.elementsGroup.collectionChanged();
  }

  protected override left(): void {
    this.current = null;
    this.elementsGroup.collectionChanged();
  }
}

function missing(): never {
  throw new IntegrationError('The address Element has not loaded yet. Wait for its ready event.');
}

function readMode({ mode }: AddressOptions): AddressMode {
  if (mode === 'shipping' || mode === 'billing') return mode;
  throw new IntegrationError(
    `Invalid value for elements.create('address'): mode should be one of the following strings: shipping, billing. You specified: ${String(mode)}.`,
  );
}

function checkAddressOptions(given: unknown, where: string): AddressOptions {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') {
    throw new IntegrationError(`Invalid value for ${where}: options should be an object.`);
  }
  const options = plain(given as AddressOptions);
  const { allowedCountries, autocomplete, display } = options;
  // Stripe's own suggestions, where it has any, are Google's: none are made here.
  if (autocomplete !== undefined && autocomplete.mode !== 'disabled') {
    hasNoEffect(where, 'autocomplete');
  }
  if (
    allowedCountries != null &&
    !(Array.isArray(allowedCountries) && allowedCountries.every((code) => /^[A-Z]{2}$/.test(code)))
  ) {
    throw new IntegrationError(
      `Invalid value for ${where}: allowedCountries should be an array of two-letter country codes.`,
    );
  }
  if (display?.name !== undefined && !['full', 'split', 'organization'].includes(display.name)) {
    throw new IntegrationError(
      `Invalid value for ${where}: display.name should be one of the following strings: full, split, organization. You specified: ${String(display.name)}.`,
    );
  }
  return options;
}

/** @internal What a whole address says of the buyer, in the API's names. */
export function addressDetails(change: AddressChange | null): Record<string, unknown> | null {
  if (!change?.complete) return null;
  const { name, phone, address } = change.value;
  return { name, address, ...(phone ? { phone } : {}) };
}
