'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '@/components/language/words-provider';
import type { SaveCardSetting } from '@/components/stripe/save-card-setting';
import { BusyButton } from '@/components/ui/busy-button';
import { callApi } from '@/lib/browser/api';
import type { SavedMethodId, SellerId } from '@/lib/model/ids';
import { canBeHeld, paysIn, paysPlans } from '@/lib/model/method-type';
import type { Policy } from '@/lib/model/status';
import type { SavedMethodView } from '@/lib/model/views';
import {
  canPay,
  firstChoice,
  goneCards,
  isCard,
  otherCards,
  withSaved,
  withoutCards,
  type CardChoice,
} from './card-choice';
import { CardPicker, type CardsOnly } from './card-picker';
import { CardsBySeller } from './cards-by-seller';
import { PayProblem } from './pay-problem';
import { PlanConsent } from './plan-consent';
import { PayProgress, type Charge } from './pay-progress';
import { PolicyChoice } from './policy-choice';
import { SlowNote } from './slow-note';

interface PayPanelProps {
  /** Stands for exactly the cart and prices on this page. */
  readonly quote: string;
  /** One for each seller. */
  readonly charges: readonly Charge[];
  /** E.g. `Pay 3 sellers $84.00 + €12.00 + ¥500`. */
  readonly payText: string;
  /** Payments that are made now; none where all of it begins with a trial. */
  readonly payments: number;
  /** What is agreed to with plans, a sentence each; none without. */
  readonly agreed: readonly string[];
  /** Null, or why this cart cannot be paid now, in words. */
  readonly blocked: string | null;
  readonly methods: readonly SavedMethodView[];
  readonly save: SaveCardSetting;
}

/** Why no bank account is offered for all of a cart; null where it is. */
export function whyCardsOnly(charges: readonly Pick<Charge, 'hasPlan'>[]): CardsOnly | null {
  if (!charges.some(({ hasPlan }) => hasPlan)) return null;
  return charges.every(({ hasPlan }) => hasPlan) ? 'plans' : 'plansAndGoods';
}

/** Chooses the card and pays. The same quote never pays twice, however often it is sent. */
export function PayPanel(props: PayPanelProps) {
  const { quote, charges, payText, payments, agreed, blocked, methods, save } = props;
  const router = useRouter();
  const t = useWords('checkout');
  const cardsOnly = whyCardsOnly(charges);
  const [saved, setSaved] = useState<readonly SavedMethodView[]>([]);
  const cards = withSaved(methods, saved);
  const [choice, setChoice] = useState<CardChoice | null>(() =>
    firstChoice(cardsOnly ? methods.filter(isCard) : methods),
  );
  const [bySeller, setBySeller] = useState<ReadonlyMap<SellerId, SavedMethodId>>(new Map());
  const [wish, setWish] = useState<Policy>('each_on_its_own');
  const [paying, setPaying] = useState(false);
  const [problem, setProblem] = useState<{ code: string; message: string } | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  const names = useWords('cards');
  const card = cards.find((method) => method.id === choice);
  const others = otherCards(bySeller, cards, card, names);
  const missing =
    blocked ??
    (card ? null : choice === 'another' ? t('saveFirst') : t('chooseFirst')) ??
    wrongCurrency();

  const notHeld = whyNotHeldFor();
  // The wish comes back with a card; until then it cannot be.
  const policy = notHeld ? 'each_on_its_own' : wish;
  const together = policy === 'all_or_nothing';

  /** Why all or nothing cannot be had with what was chosen; the same is asked again by the server. */
  function whyNotHeldFor(): string | null {
    if (charges.some(({ hasPlan }) => hasPlan)) return t('plansNotHeld');
    const used = charges.map(({ sellerId }) => bySeller.get(sellerId) ?? choice);
    const unheld = cards.some(({ id, type }) => used.includes(id) && !canBeHeld(type));
    return unheld ? t('notHeld') : null;
  }

  /** Why a seller cannot be paid with what was chosen for it; the same is asked again by the server. */
  function wrongCurrency(): string | null {
    for (const { sellerId, seller, currency, hasPlan } of charges) {
      const method = cards.find(({ id }) => id === (bySeller.get(sellerId) ?? choice));
      if (!method) continue;
      if (hasPlan && !paysPlans(method.type)) {
        return t('sellerNot', { seller, why: t('plansWantCards') });
      }
      if (!paysIn(method.type, currency)) {
        return t('sellerNot', { seller, why: t('dollarsOnly') });
      }
    }
    return null;
  }

  async function pay() {
    // A ref, as a second press can come before React has drawn the first.
    if (pressed.current || missing || !card) return;
    pressed.current = true;
    setPaying(true);
    setProblem(null);
    const answer = await callApi<{ orderId: string }>('POST', '/api/checkout', {
      quote,
      policy,
      savedMethodId: card.id,
      cards: [...bySeller].map(([sellerId, savedMethodId]) => ({ sellerId, savedMethodId })),
    });
    if (answer.ok) {
      // In place of this page: "back" leads to the shop, not to a cart that is already paid.
      router.replace(`/orders/${answer.value.orderId}`);
      return;
    }
    pressed.current = false;
    setPaying(false);
    setProblem(answer);
    // The wallet has changed in another window: offer what is left of it.
    if (answer.code === 'card_unusable') await dropUnusable();
  }

  /** The server's wallet decides which card it was; cards known here alone may be gone from it. */
  async function dropUnusable() {
    const wallet = await callApi<{ methods: SavedMethodView[] }>('GET', '/api/wallet');
    if (wallet.ok) {
      const gone = goneCards(cards, wallet.value.methods);
      setSaved((before) => before.filter(({ id }) => !gone.has(id)));
      setBySeller((before) => withoutCards(before, gone));
      setChoice((before) => (before && gone.has(before) ? null : before));
    }
    router.refresh();
  }

  return (
    <div data-quote={quote} className="space-y-8">
      <section aria-labelledby="card-heading">
        <h2 id="card-heading" className="mb-3 text-lg font-semibold">
          {t('payWith')}
        </h2>
        <CardPicker
          legend={t('payWith')}
          methods={cards}
          cardsOnly={cardsOnly}
          choice={choice}
          onChoose={setChoice}
          onSaved={(method) => {
            setSaved((before) => [...before, method]);
            if (canPay(method)) setChoice(method.id);
          }}
          save={save}
          returnTo="/checkout"
          disabled={paying}
        />
        {card && charges.length > 1 && cards.length > 1 ? (
          <CardsBySeller
            charges={charges}
            methods={cards}
            card={card}
            chosen={bySeller}
            onChoose={(seller, method) =>
              setBySeller((before) => {
                const after = new Map(before);
                if (method) after.set(seller, method);
                else after.delete(seller);
                return after;
              })
            }
            disabled={paying}
          />
        ) : null}
      </section>

      {charges.length > 1 ? (
        <section aria-labelledby="policy-heading">
          <h2 id="policy-heading" className="mb-3 text-lg font-semibold">
            {t('ifOne')}
          </h2>
          <PolicyChoice chosen={policy} onChoose={setWish} notHeld={notHeld} disabled={paying} />
        </section>
      ) : null}

      <section aria-label={t('chargeAria')} className="space-y-4">
        {problem ? <PayProblem ref={message} problem={problem} /> : null}
        <PayProgress charges={charges} others={others} paying={paying} together={together} />
        <SlowNote paying={paying} />
        {agreed.length > 0 ? <PlanConsent agreed={agreed} /> : null}
        <BusyButton
          tone="money"
          size="lg"
          // A long sum takes two lines; the shorter text of the busy button then stays in the middle.
          className="w-full tabular-nums [&>span]:items-center"
          busy={paying}
          busyText={t('paying')}
          aria-disabled={paying || missing !== null || undefined}
          aria-describedby="pay-note"
          onClick={() => void pay()}
        >
          {payText}
        </BusyButton>
        <p id="pay-note" className="text-center text-sm text-ink-soft">
          {missing ??
            (payments === 0
              ? t('noteNothing')
              : t(together && payments > 1 ? 'noteTogether' : 'note', { count: payments }))}
          {charges
            .filter(({ sellerId }) => others.has(sellerId))
            .map(({ sellerId, seller }) => (
              <span key={sellerId} className="block">
                {t('paidWith', { seller, card: others.get(sellerId) ?? '' })}
              </span>
            ))}
        </p>
        <noscript>
          <p className="rounded-xl border border-caution-line bg-caution-soft px-4 py-3 text-sm text-caution-ink">
            {t('needsScript')}
          </p>
        </noscript>
      </section>
    </div>
  );
}
