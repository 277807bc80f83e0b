'use client';

import { useRouter } from 'next/navigation';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { BusyButton } from '@/components/ui/busy-button';
import { Button } from '@/components/ui/button';
import { ChangeProblem } from '@/components/ui/change-problem';
import { Field } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { TextArea } from '@/components/ui/text-area';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi } from '@/lib/browser/api';
import type { OwnProduct } from '@/lib/model/own-goods';
import { pictureTextsOf } from '@/lib/model/picture-texts';
import { intervals, type Interval } from '@/lib/model/recurring';
import { KindFields } from './kind-fields';
import { PicturePicker } from './picture-picker';
import { follow, furtherKind, kindOf, stockOf, toldKinds, typedKinds } from './typed-kinds';

interface ProductFormProps {
  /** Null for a new one. */
  readonly product: OwnProduct | null;
  readonly currency: string;
  /** What this seller has brought, and Souk's drawings. */
  readonly own: readonly string[];
  readonly drawings: readonly string[];
  /** Names by slug. */
  readonly categories: Readonly<Record<string, string>>;
}

/**
 * Makes or changes a product. What is sold already keeps its name and terms; words, pictures, prices,
 * stock and the names of kinds change, and further kinds come.
 */
export function ProductForm({ product, currency, own, drawings, categories }: ProductFormProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [words, setWords] = useState({
    name: product?.name ?? '',
    description: product?.description ?? '',
    category: product?.category ?? 'home',
    delivery: product?.delivery ?? '',
  });
  const [interval, setInterval] = useState<Interval | null>(null);
  const [hidden, setHidden] = useState(product?.hidden ?? false);
  const [pictures, setPictures] = useState<readonly string[]>(product?.pictures ?? []);
  const [pictureTexts, setPictureTexts] = useState(product?.pictureTexts ?? {});
  const [kinds, setKinds] = useState(() => typedKinds(product));
  const [opened, setOpened] = useState(product);
  if (product && opened && product !== opened) {
    setOpened(product);
    setKinds(follow(kinds, opened, product));
  }
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const adds = useRef<HTMLButtonElement>(null);
  // A number of its own for each that is begun: their fields are told apart by it.
  const begun = useRef(0);
  const [only] = kinds;
  const isPlan = product ? kinds.some((kind) => kind.isPlan) : interval !== null;
  const say = (part: Partial<typeof words>) => setWords({ ...words, ...part });

  /** What a kind is called so far. Of several each has a name; the only one needs none. */
  const calledSoFar = (id: string): string | null => {
    const called = kindOf(opened, id)?.name ?? '';
    return called || kinds.length > 1 ? called : null;
  };

  function addKind() {
    begun.current += 1;
    const further = furtherKind(`new-${begun.current}`);
    flushSync(() => setKinds([...kinds, further]));
    const nameless = kinds.find(({ id, name, isNew }) => !isNew && !name && !calledSoFar(id));
    document.getElementById(`kind-${nameless?.id ?? further.id}`)?.focus();
  }

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  async function keep() {
    setBusy(true);
    setProblem(null);
    const said = {
      ...{ ...words, category: isPlan ? 'plans' : words.category },
      pictures: pictures.length > 0 ? pictures : drawings.slice(0, 1),
      pictureTexts: pictureTextsOf(pictures, pictureTexts),
    };
    const told = opened
      ? await callApi('PATCH', `/api/goods/${opened.id}`, {
          ...{ ...said, hidden, ...toldKinds(kinds, opened) },
        })
      : await callApi('POST', '/api/goods', {
          ...{ ...said, price: only?.price, stock: only && stockOf(only), interval },
        });
    setBusy(false);
    if (!told.ok) {
      if (told.code === 'stale') router.refresh();
      return setProblem(told.message);
    }
    router.push('/seller/goods');
    router.refresh();
  }

  return (
    <form
      data-needs-script
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void keep();
      }}
    >
      <fieldset disabled={busy || !hydrated} className="space-y-5">
        <Field
          id="name"
          label="Name"
          required
          minLength={2}
          maxLength={80}
          value={words.name}
          onChange={({ target }) => say({ name: target.value })}
        />
        <TextArea
          id="description"
          label="What it is"
          rows={4}
          required
          minLength={2}
          maxLength={500}
          value={words.description}
          onChange={({ target }) => say({ description: target.value })}
        />
        {product ? null : (
          <SelectField
            id="interval"
            label="Paid"
            value={interval ?? 'once'}
            onChange={({ target }) =>
              setInterval(target.value === 'once' ? null : (target.value as Interval))
            }
          >
            <option value="once">once</option>
            {intervals.map((one) => (
              <option key={one} value={one}>
                every {one}, as a plan
              </option>
            ))}
          </SelectField>
        )}
        {isPlan ? null : (
          <SelectField
            id="category"
            label="Category"
            value={words.category}
            onChange={({ target }) => say({ category: target.value })}
          >
            {Object.entries(categories)
              .filter(([slug]) => slug !== 'plans')
              .map(([slug, name]) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
          </SelectField>
        )}
        <Field
          id="delivery"
          label="Delivery (optional)"
          maxLength={120}
          value={words.delivery}
          onChange={({ target }) => say({ delivery: target.value })}
        />
        {kinds.map((kind) => (
          <KindFields
            key={kind.id}
            kind={{ ...kind, isPlan: kind.isPlan || isPlan }}
            called={calledSoFar(kind.id)}
            canHide={kinds.length > 1 && !kind.isNew}
            currency={currency}
            onChange={(changed) =>
              setKinds(kinds.map((one) => (one.id === changed.id ? changed : one)))
            }
            {...(kind.isNew
              ? {
                  onRemove: () => {
                    setKinds(kinds.filter(({ id }) => id !== kind.id));
                    adds.current?.focus();
                  },
                }
              : {})}
          />
        ))}
        {product && !isPlan ? (
          <Button ref={adds} tone="secondary" onClick={addKind}>
            <Plus aria-hidden className="size-4 shrink-0" />
            Add a kind
          </Button>
        ) : null}
        <PicturePicker
          own={own}
          drawings={drawings}
          chosen={pictures}
          texts={pictureTexts}
          onChoose={setPictures}
          onDescribe={(picture, text) => setPictureTexts({ ...pictureTexts, [picture]: text })}
        />
        {product ? (
          <label className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="checkbox"
              checked={hidden}
              className="size-5 shrink-0 accent-money"
              onChange={({ target }) => setHidden(target.checked)}
            />
            Hide it from the shop. Who has bought it or subscribes to it keeps it.
          </label>
        ) : null}
      </fieldset>
      <ChangeProblem ref={message} title="Nothing was changed" problem={problem} />
      <BusyButton
        tone="primary"
        busy={busy}
        busyText="Keeping…"
        // No submit button: before script is there it would send the form to this page.
        onClick={({ currentTarget }) => currentTarget.form?.requestSubmit()}
      >
        {product ? 'Keep changes' : 'Put into the shop'}
      </BusyButton>
    </form>
  );
}
