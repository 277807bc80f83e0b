'use client';

import { clsx } from 'clsx';
import { Star } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition, type FormEvent } from 'react';
import { useWords } from '@/components/language/words-provider';
import { Alert } from '@/components/ui/alert';
import { BusyButton } from '@/components/ui/busy-button';
import { TextArea } from '@/components/ui/text-area';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import { mostOfReview, type ReviewsView } from '@/lib/model/review';

interface ReviewFormProps {
  readonly product: { readonly slug: string; readonly name: string };
  readonly mine: ReviewsView['mine'];
}

/** Stars and a few words about what was bought; the same form writes, changes and deletes. */
export function ReviewForm({ product, mine }: ReviewFormProps) {
  const t = useWords('reviews');
  const router = useRouter();
  const hydrated = useHydrated();
  const [stars, setStars] = useState(mine?.stars ?? 0);
  const [text, setText] = useState(mine?.text ?? '');
  const [busy, setBusy] = useState<'save' | 'delete' | null>(null);
  const [told, setTold] = useState<{ tone: 'danger' | 'money'; text: string } | null>(null);
  const [, startRefresh] = useTransition();
  const news = useRef<HTMLDivElement>(null);

  async function send(what: 'save' | 'delete') {
    if (busy) return;
    setBusy(what);
    setTold(null);
    const answer =
      what === 'save'
        ? await callApi('POST', '/api/reviews', { product: product.slug, stars, text })
        : await callApi('DELETE', '/api/reviews', { product: product.slug });
    setBusy(null);
    setTold(
      answer.ok
        ? { tone: 'money', text: t(what === 'save' ? 'thanks' : 'deleted') }
        : { tone: 'danger', text: answer.message },
    );
    if (answer.ok && what === 'delete') {
      setStars(0);
      setText('');
    }
    news.current?.focus();
    if (answer.ok) startRefresh(() => router.refresh());
  }

  function save(event: FormEvent) {
    event.preventDefault();
    if (stars === 0) {
      setTold({ tone: 'danger', text: t('chooseStars') });
      news.current?.focus();
    } else void send('save');
  }

  return (
    <form data-needs-script onSubmit={save} className="space-y-4">
      <h3 className="font-semibold">{mine ? t('yours') : t('howIs', { name: product.name })}</h3>
      <div ref={news} tabIndex={-1} role="status" className="outline-none">
        {told ? <Alert tone={told.tone}>{told.text}</Alert> : null}
      </div>
      <fieldset role="radiogroup" aria-label={t('starsLegend')}>
        <legend className="mb-1 text-sm font-medium">{t('starsLegend')}</legend>
        <div className="-ms-2 flex">
          {[1, 2, 3, 4, 5].map((star) => (
            <label
              key={star}
              className="relative grid size-11 cursor-pointer place-items-center rounded-lg has-focus-visible:outline-2 has-focus-visible:outline-ring"
            >
              <input
                type="radio"
                name="stars"
                value={star}
                checked={stars === star}
                disabled={!hydrated}
                onChange={() => setStars(star)}
                aria-label={t('star', { stars: star })}
                className="absolute inset-0 size-full cursor-pointer appearance-none outline-none"
              />
              <Star
                aria-hidden
                className={clsx(
                  'pointer-events-none size-6',
                  stars >= star ? 'fill-current text-ink' : 'text-line-strong',
                )}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        id="review-text"
        label={t('inYourWords')}
        hint={t('hint')}
        rows={4}
        maxLength={mostOfReview}
        value={text}
        readOnly={!hydrated}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <BusyButton
          type="submit"
          busy={busy === 'save'}
          busyText={t('saving')}
          disabled={!hydrated}
        >
          {t(mine ? 'change' : 'post')}
        </BusyButton>
        {mine ? (
          <BusyButton
            tone="secondary"
            busy={busy === 'delete'}
            busyText={t('deleting')}
            onClick={() => void send('delete')}
          >
            {t('delete')}
          </BusyButton>
        ) : null}
      </div>
    </form>
  );
}
