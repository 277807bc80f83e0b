/** What `stripe.paymentRequest()` returns: no wallet is ever available, which pages are ready for. */
export interface PaymentRequest {
  canMakePayment(): Promise<null>;
  isShowing(): boolean;
  show(): void;
  abort(): void;
  update(): void;
  on(): PaymentRequest;
  once(): PaymentRequest;
  off(): PaymentRequest;
}

/** The wallet button of before the Express Checkout Element (docs.stripe.com/js/payment_request). */
export function paymentRequest(): PaymentRequest {
  const nothing = (): void => undefined;
  const same = (): PaymentRequest => request;
  const request: PaymentRequest = {
    canMakePayment: () => Promise.resolve(null),
    isShowing: () => false,
    show: nothing,
    abort: nothing,
    update: nothing,
    on: same,
    once: same,
    off: same,
  };
  return request;
}
