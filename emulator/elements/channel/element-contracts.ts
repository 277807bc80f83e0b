/** The vocabularies of the card family's frames, of the Address Element's and of the email's. */
import type { AddressOptions, AddressValue } from '../address-frame/options';
import type { ApiError, ApiResult } from '../api-client/api-error';
import type { Appearance } from '../appearance/appearance';
import type { FontSource } from '../appearance/fonts';
import type { CardOptions, CardType } from '../card-frame/options';
import type { Brand } from '../card/brands';
import type { LinkOptions } from '../link-frame/options';

/** What every Element's frame answers, whatever is in it. */
export type ElementRequests<Setup, Options> = {
  init: { ask: Setup; answer: ApiResult<object> };
  updateGroup: {
    ask: { appearance?: Appearance; locale?: string };
    /** Null where nothing can go wrong. */
    answer: ApiResult<object> | null;
  };
  updateElement: { ask: Options; answer: null };
  focus: { ask: null; answer: null };
  blur: { ask: null; answer: null };
  clear: { ask: null; answer: null };
};

/** What every Element's frame tells. */
export type ElementEvents<Change> = {
  change: Change;
  focus: null;
  blur: null;
  escape: null;
  invalid: boolean;
  resize: { height: number };
};

export interface FieldProblem {
  type: 'validation_error';
  code: string;
  message: string;
}

/** `change` of the card family, as pages get it (docs.stripe.com/js/element/events/on_change). */
export interface CardChange {
  empty: boolean;
  complete: boolean;
  error: FieldProblem | undefined;
  brand?: Brand;
  value?: { postalCode: string };
}

export interface CardSetup {
  type: CardType;
  /** Shared by the Elements of one group: split fields find each other by it. */
  family: string;
  fonts: FontSource[];
  options: CardOptions;
}

/** A call that carries what was typed. Only the frame can fill the card in. */
export interface CardSend {
  path: string;
  /** The call's other parameters, in the API's names. */
  params: Record<string, unknown>;
  /** Where the card goes. */
  as: 'card_token' | 'cvc_token' | 'payment_method' | 'payment_method_data' | 'source';
  /** The group's other mounted fields, whose contents belong to the card. */
  siblings: CardType[];
}

export interface CardFrameContract {
  requests: ElementRequests<CardSetup, CardOptions> & {
    send: { ask: CardSend; answer: ApiResult<{ object: object }> };
  };
  events: ElementEvents<CardChange> & {
    /** The browser filled a field in. */
    autofill: boolean;
    /** Enter was pressed in a field. */
    submit: null;
    /** The number is of a card with more than one network. */
    networks: null;
  };
}

export interface AddressChange {
  empty: boolean;
  complete: boolean;
  isNewAddress: boolean;
  value: AddressValue;
}

export interface StyledSetup<Options> {
  appearance: Appearance;
  fonts: FontSource[];
  options: Options;
}

export interface AddressFrameContract {
  requests: ElementRequests<StyledSetup<AddressOptions>, AddressOptions> & {
    /** Shows all that is missing; the first problem, if any. */
    check: { ask: null; answer: { error: ApiError | null } };
  };
  events: ElementEvents<AddressChange>;
}

export interface LinkChange {
  empty: boolean;
  complete: boolean;
  value: { email: string };
}

export interface LinkFrameContract {
  requests: ElementRequests<StyledSetup<LinkOptions>, LinkOptions> & {
    check: { ask: null; answer: { error: ApiError | null } };
  };
  events: ElementEvents<LinkChange>;
}
