/**
 * The Payment Element's frame. It alone holds what the buyer types: the page is told of brands,
 * completeness and outcomes, and the API is called from here.
 */
import { failed, type ApiError } from '../api-client/api-error';
import { ApiClient } from '../api-client/client';
import { loadFonts } from '../appearance/fonts';
import { reportActivity } from '../channel/activity';
import type { GroupOptions, PaymentFrameContract } from '../channel/contracts';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { playHard } from '../quirks/hard-mode';
import { readServed } from '../serve/served';
import { confirmIntent } from './confirm';
import { create } from './create';
import { localized, noticeOf } from './declines';
import type { BillingDetails } from './method-form';
import { refuseOutside } from './outside-methods';
import { PaymentElement } from './payment-element';
import { loadSession } from './session';

const address = readAddress(window.location.hash);
const client = new ApiClient(readServed().api, address);
const page = new FrameEnd<PaymentFrameContract>(address.page, address.channel);
let group: GroupOptions = {};
let { locale } = address;
let element: PaymentElement | null = null;

function ready(): PaymentElement {
  if (!element) throw new Error('The Payment Element has not loaded.');
  return element;
}

const creations: readonly string[] = ['/v1/payment_methods', '/v1/confirmation_tokens'];

/** An error as the page gets it, also shown in the form where the form shows such errors. */
function shown(error: ApiError): { error: ApiError } {
  const said = localized(error, ready().texts);
  ready().form?.showDecline(noticeOf(said));
  return { error: said };
}

/** What the page itself says of the buyer. */
function billingOf(params: Record<string, unknown>): BillingDetails {
  const data = params.payment_method_data as { billing_details?: BillingDetails } | undefined;
  return (data?.billing_details ?? params.billing_details ?? {}) as BillingDetails;
}

let lastMethods = '';

/** Tells the page which methods there are to choose from, where they are not those of before. */
function tellMethods(): void {
  const types = [...ready().types].sort();
  if (types.join() === lastMethods) return;
  lastMethods = types.join();
  page.tell('methods', { types: ready().types });
}

/** Services under way on the page, by the number each was asked with. */
const asked = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
let lastAsked = 0;

function askPage(service: string, payload: unknown): Promise<unknown> {
  const id = ++lastAsked;
  return new Promise((resolve, reject) => {
    asked.set(id, { resolve, reject });
    page.tell('service', { id, service, payload });
  });
}

page.listen({
  async init({ group: given, options }) {
    group = given;
    loadFonts(group.fonts ?? []);
    const loaded = await loadSession(client, group, locale);
    if (failed(loaded)) return loaded;
    const hard = address.quirks.hardMode ? playHard(() => element?.drawAnew()) : null;
    element = new PaymentElement(
      {
        options,
        group,
        session: loaded.session,
        locale,
        generation: address.quirks.generation,
        link: address.quirks.link,
        client,
      },
      {
        change: (payload) => {
          page.tell('change', payload);
          if (payload.complete) hard?.completed();
        },
        invalid: (invalid) => page.tell('invalid', invalid),
        cardDetails: (payload) => page.tell('cardDetails', payload),
        saved: (payload) => page.tell('saved', payload),
        askPage,
      },
    );
    element.draw();
    reportActivity(page);
    tellMethods();
    queueMicrotask(() => element?.report());
    return {};
  },
  async updateGroup({ locale: changed, ...changes }) {
    group = { ...group, ...changes };
    if (changed) locale = changed;
    const onlyLooks = Object.keys(changes).every((key) => key === 'appearance');
    const loaded = onlyLooks ? null : await loadSession(client, group, locale);
    if (loaded && failed(loaded)) return loaded;
    ready().updateGroup({ ...changes, ...(changed ? { locale } : {}) }, loaded?.session ?? null);
    tellMethods();
    return {};
  },
  updateElement(options) {
    ready().updateOptions(options);
    return null;
  },
  async refresh() {
    const loaded = await loadSession(client, group, locale);
    if (failed(loaded)) return loaded;
    ready().updateGroup({}, loaded.session);
    tellMethods();
    return {};
  },
  submit() {
    const error = ready().submit();
    return error ? { error } : { selectedPaymentMethod: ready().form?.type ?? '' };
  },
  async confirm(ask) {
    const error = ready().submit();
    const { form, keeping, types } = ready();
    if (error || !form) return { error: error ?? { type: 'validation_error' } };
    refuseOutside(form.type);
    const result = await confirmIntent(client, { form, keeping }, ask, types);
    if (failed(result)) return shown(result.error);
    await form.accepted?.(billingOf(ask.params));
    return result;
  },
  async create({ path, params }) {
    // The types end at the frame's edge: what arrives is whatever a page has sent.
    if (!creations.includes(path)) throw new Error(`Stripe.js does not call POST ${path}.`);
    const error = ready().submit();
    const { form, keeping } = ready();
    if (error || !form) return { error: error ?? { type: 'validation_error' } };
    refuseOutside(form.type);
    const result = await create(client, { form, keeping }, path, params);
    if (failed(result)) return shown(result.error);
    await form.accepted?.(billingOf(params));
    return result;
  },
  showDecline(notice) {
    ready().form?.showDecline(notice);
    return null;
  },
  served({ id, answer, problem }) {
    const waiting = asked.get(id);
    asked.delete(id);
    if (problem === undefined) waiting?.resolve(answer);
    else waiting?.reject(new Error(problem));
    return null;
  },
  focus() {
    ready().focus();
    return null;
  },
  blur() {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return null;
  },
  clear() {
    ready().form?.clear();
    return null;
  },
  collapse() {
    ready().collapse();
    return null;
  },
});
