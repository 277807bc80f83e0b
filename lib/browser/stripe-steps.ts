import { noteStep, type NotedStripeStep } from './steps';

/** What of a result of Stripe.js is looked at. */
interface Made {
  readonly id?: string;
  readonly status?: string | null;
}
interface Result {
  readonly error?: {
    readonly type?: string;
    readonly code?: string;
    readonly setup_intent?: Made;
    readonly payment_intent?: Made;
  };
  readonly setupIntent?: Made;
  readonly paymentIntent?: Made;
  readonly paymentMethod?: Made | string | null;
  readonly source?: Made;
}

interface StripeCall {
  /** As our code says it: `stripe.confirmSetup()`. */
  readonly stripeJs: string;
  /** The account that Stripe.js was loaded for; the platform's own when left out. */
  readonly accountId?: string;
  /** Of the intent that it is about, where we know it. Only the id before the secret is kept. */
  readonly clientSecret?: string;
}

/**
 * Makes a call of Stripe.js and notes what came of it, for whoever looks underneath, and the bank's
 * window while it stood open. What is called works as without: its answer and its fault pass through.
 * Of both only an id and Stripe's own short words are kept: no secret, nothing that was typed.
 */
export async function notingStripe<Answer extends object>(
  { stripeJs, accountId, clientSecret }: StripeCall,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const at = Date.now();
  const window = watchBankWindow();
  const asked = idOf(clientSecret?.split('_secret_')[0]);
  const note = (end: Pick<NotedStripeStep, 'objectId' | 'outcome' | 'good'>) => {
    const step = { accountId: accountId ?? null, ...end, objectId: end.objectId ?? asked };
    noteStep({ stripeJs, ...step, at, ms: Date.now() - at });
    for (const opened of window.end()) {
      noteStep({
        ...step,
        stripeJs: '3D Secure',
        outcome: end.good ? 'answered' : end.outcome,
        ...opened,
      });
    }
  };
  try {
    const answer = await call();
    note(endOf(answer));
    return answer;
  } catch (fault) {
    note({ objectId: null, outcome: 'stopped', good: false });
    throw fault;
  }
}

/** Notes something of Stripe.js that has no promise: `began` by `Date.now()`. */
export function noteStripe(
  { stripeJs, accountId }: StripeCall,
  began: number,
  { outcome, good }: Pick<NotedStripeStep, 'outcome' | 'good'>,
): void {
  noteStep({
    stripeJs,
    accountId: accountId ?? null,
    objectId: null,
    outcome: wordsOf(outcome) ?? 'failed',
    good,
    at: began,
    ms: Date.now() - began,
  });
}

function endOf(answer: Result): Pick<NotedStripeStep, 'objectId' | 'outcome' | 'good'> {
  const { error } = answer;
  if (error) {
    const about = error.setup_intent ?? error.payment_intent;
    const outcome = wordsOf(error.code) ?? wordsOf(error.type) ?? 'refused';
    return { objectId: idOf(about?.id), outcome, good: false };
  }
  const method = typeof answer.paymentMethod === 'object' ? answer.paymentMethod : null;
  const made = answer.setupIntent ?? answer.paymentIntent ?? answer.source ?? method;
  const status = made?.status;
  return {
    objectId: idOf(made?.id),
    outcome: wordsOf(status) ?? (made ? 'made' : 'done'),
    // The bank said no: the intent asks for another way to pay.
    good: status !== 'requires_payment_method',
  };
}

/** Ids of what Stripe.js hands out, whole: a client secret is none. */
const idOf = (text: string | undefined) =>
  text && /^(seti|pi|pm|src)_[A-Za-z0-9]+$/.test(text) ? text : null;

/** `requires_action` as words; null for what is no such word of Stripe's. */
const wordsOf = (text: string | null | undefined) =>
  text && /^[a-z][a-z0-9_]{0,60}$/.test(text) ? text.replaceAll('_', ' ') : null;

/** The frame that Stripe.js opens for 3D Secure, known by the name of its document. */
const bankWindow = 'iframe[src*="three-ds-2-challenge"]';

/** When the bank's window stood open, from now until `end` is called. */
function watchBankWindow() {
  const seen: { at: number; ms: number }[] = [];
  if (typeof MutationObserver === 'undefined') return { end: () => seen };
  let opened: number | null = null;
  const look = () => {
    const open = document.querySelector(bankWindow) !== null;
    if (open) opened ??= Date.now();
    else if (opened !== null) {
      seen.push({ at: opened, ms: Date.now() - opened });
      opened = null;
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['src'],
  });
  return {
    end() {
      observer.disconnect();
      look();
      if (opened !== null) seen.push({ at: opened, ms: Date.now() - opened });
      return seen;
    },
  };
}
