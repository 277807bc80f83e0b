'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '@/components/language/words-provider';
import { Picture } from '@/components/ui/picture';
import { planText } from '@/lib/model/plan';
import type { LaterLine } from '@/lib/model/views';
import type { LaterAct } from './cart-action-props';
import { nameOfLine } from './cart-line-row';
import { LaterForm } from './later-form';

interface LaterListProps {
  readonly lines: readonly LaterLine[];
  readonly submit: (form: FormData) => Promise<void>;
  readonly onAct: (act: LaterAct, line: LaterLine) => void;
}

/** What was put aside to be bought another day, below the cart; nothing when there is nothing. */
export function LaterList({ lines, submit, onAct }: LaterListProps) {
  const t = useWords('cart');
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="later" className="mt-12">
      <h2 id="later" className="text-xl font-semibold">
        {t('later')}
      </h2>
      <ul className="mt-4 grid gap-4 md:grid-cols-2">
        {lines.map((line) => (
          <LaterRow
            key={line.variantId}
            line={line}
            submit={submit}
            onAct={(act) => onAct(act, line)}
          />
        ))}
      </ul>
    </section>
  );
}

interface LaterRowProps {
  readonly line: LaterLine;
  readonly submit: (form: FormData) => Promise<void>;
  readonly onAct: (act: LaterAct) => void;
}

function LaterRow({ line, submit, onAct }: LaterRowProps) {
  const t = useWords('cart');
  const plan = useWords('plan');
  const name = nameOfLine(line);
  const form = { variantId: line.variantId, quantity: line.quantity, submit };
  return (
    <li className="flex gap-4 rounded-2xl border border-line bg-surface p-4">
      <Link href={`/products/${line.productSlug}`} tabIndex={-1} aria-hidden className="shrink-0">
        <Picture src={line.picture} className="size-20 rounded-xl border border-line" />
      </Link>
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
        <Link
          href={`/products/${line.productSlug}`}
          className="-my-2 inline-block self-start py-2 font-medium hover:underline hover:underline-offset-4"
        >
          {line.name}
        </Link>
        <p className="text-ink-soft">
          {line.variant ? `${line.variant} · ` : null}
          {line.plan ? planText(line.unit, line.plan, plan) : line.unit.text}
          {line.quantity > 1 ? ` · ${t('ofThem', { count: line.quantity })}` : null}
        </p>
        <p className="text-ink-soft">{line.seller}</p>
        {line.news.map((news) => (
          <p key={news} className="font-medium">
            {news}
          </p>
        ))}
        {line.cannotMove ? <p className="font-medium text-danger-ink">{line.cannotMove}</p> : null}
        <div className="mt-auto flex items-center justify-between gap-2 pt-2">
          <LaterForm
            {...form}
            act="move"
            name={t('moveNamed', { name })}
            tone="secondary"
            disabled={line.cannotMove !== null}
            onAct={() => onAct('move')}
          >
            {t('move')}
          </LaterForm>
          <LaterForm
            {...form}
            act="drop"
            name={t('forget', { name })}
            className="size-11 px-0! text-ink-soft"
            onAct={() => onAct('drop')}
          >
            <Trash2 aria-hidden className="size-4.5" />
          </LaterForm>
        </div>
      </div>
    </li>
  );
}
