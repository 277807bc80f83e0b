import { clsx } from 'clsx';
import { ImagePlus } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Details } from '@/components/ui/details';
import { Picture } from '@/components/ui/picture';
import { callApi } from '@/lib/browser/api';
import { shrinkPicture } from '@/lib/browser/shrink-picture';
import { mostPicturesOfProduct } from '@/lib/model/own-goods';
import type { PictureTexts } from '@/lib/model/picture-texts';
import { ChosenPictures } from './chosen-pictures';

interface PicturePickerProps {
  /** What this seller has brought, the newest first. */
  readonly own: readonly string[];
  /** Souk's. */
  readonly drawings: readonly string[];
  readonly chosen: readonly string[];
  readonly texts: PictureTexts;
  readonly onChoose: (change: (chosen: readonly string[]) => readonly string[]) => void;
  readonly onDescribe: (picture: string, text: string) => void;
}

/** The name of a drawing, from that of its file. */
const drawingName = (picture: string) =>
  picture
    .replace(/^.*\//, '')
    .replace(/\.svg$/, '')
    .replaceAll('-', ' ');

/** Pictures of the seller's own, and Souk's drawings: what was chosen, in its order, and what may be. */
export function PicturePicker(props: PicturePickerProps) {
  const { own, drawings, chosen, onChoose } = props;
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [brought, setBrought] = useState<readonly string[]>([]);
  const [bringing, setBringing] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly wrong: boolean } | null>(null);
  const mine = [...new Set([...brought, ...own])];
  // One that is borne already, and is neither, stays to choose from.
  const all = [...new Set([...mine, ...drawings, ...chosen])];
  const isFull = chosen.length >= mostPicturesOfProduct;
  const off = bringing || isFull;
  const nameOf = (picture: string) =>
    mine.includes(picture)
      ? `your picture ${mine.length - mine.indexOf(picture)}`
      : drawingName(picture);

  /** Draws it at once, so that the focus finds what is there then. */
  function choose(pictures: readonly string[], text: string) {
    flushSync(() => {
      onChoose(() => pictures);
      setSaid({ text, wrong: false });
    });
  }

  async function bring(photographs: readonly File[]) {
    setBringing(true);
    setSaid(null);
    const room = mostPicturesOfProduct - chosen.length;
    const kept: string[] = [];
    let problem = photographs.length > room ? `There was room for ${room} only.` : null;
    for (const photograph of photographs.slice(0, room)) {
      const told = await keep(photograph);
      if (told.ok) kept.push(told.value.picture);
      else problem = told.message;
    }
    setBringing(false);
    if (file.current) file.current.value = '';
    setBrought((before) => [...kept.toReversed(), ...before]);
    onChoose((now) => [...now, ...kept].slice(0, mostPicturesOfProduct));
    const here =
      kept.length === 1
        ? 'Your picture is here and chosen.'
        : `Your ${kept.length} pictures are here and chosen.`;
    const texts = [kept.length > 0 ? here : null, problem];
    setSaid({ text: texts.filter(Boolean).join(' '), wrong: problem !== null });
  }

  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">Pictures</legend>
      <ChosenPictures
        chosen={chosen}
        standIn={drawings[0] ?? ''}
        nameOf={nameOf}
        texts={props.texts}
        onChoose={choose}
        onDescribe={props.onDescribe}
        onEmpty={() => file.current?.focus()}
      />
      {chosen.length > 0 ? (
        <p className="mt-2 text-sm text-ink-soft">
          What a picture shows is read out to people who do not see it. Without, they hear which of
          several it is.
        </p>
      ) : null}
      <div className="my-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <label
          htmlFor={id}
          className={clsx(
            'inline-flex min-h-11 items-center gap-2 rounded-lg border border-line-strong bg-surface px-4 text-sm font-medium',
            'has-focus-visible:outline-2 has-focus-visible:outline-ring',
            off ? 'cursor-not-allowed text-ink-faint' : 'cursor-pointer',
          )}
        >
          <ImagePlus aria-hidden className="size-4 shrink-0" />
          {bringing ? 'Bringing it…' : 'Bring pictures of your own'}
          <input
            ref={file}
            id={id}
            type="file"
            multiple
            accept="image/*"
            // Not disabled: that would lose the focus.
            aria-disabled={off || undefined}
            className="sr-only"
            onClick={(event) => {
              if (off) event.preventDefault();
            }}
            onChange={({ target }) => {
              const photographs = [...(target.files ?? [])];
              if (photographs.length > 0 && !off) void bring(photographs);
            }}
          />
        </label>
        <p
          role="status"
          className={clsx('text-sm', said?.wrong ? 'text-danger-ink' : 'text-ink-soft')}
        >
          {said?.text ??
            `Up to ${mostPicturesOfProduct}, each cut to a square. Where they were taken is not kept.`}
        </p>
      </div>
      <Details summary={mine.length > 0 ? 'Your pictures, and Souk’s drawings' : 'Souk’s drawings'}>
        <div className="grid max-h-72 grid-cols-4 gap-2 overflow-y-auto p-0.5 sm:grid-cols-8">
          {all.map((picture) => (
            <label
              key={picture}
              className="relative block overflow-hidden rounded-lg border-2 border-transparent has-checked:border-money has-focus-visible:outline-2 has-focus-visible:outline-ring has-disabled:opacity-50"
            >
              <input
                type="checkbox"
                aria-label={nameOf(picture)}
                checked={chosen.includes(picture)}
                disabled={isFull && !chosen.includes(picture)}
                className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-not-allowed"
                onChange={({ target }) =>
                  onChoose((now) =>
                    target.checked
                      ? [...now, picture].slice(0, mostPicturesOfProduct)
                      : now.filter((one) => one !== picture),
                  )
                }
              />
              <Picture src={picture} className="w-full" />
            </label>
          ))}
        </div>
      </Details>
    </fieldset>
  );
}

async function keep(photograph: File) {
  const small = await shrinkPicture(photograph);
  if (small) {
    return callApi<{ picture: string }>('POST', '/api/goods/pictures', { file: small });
  }
  return { ok: false as const, message: 'One is no picture that your browser can read.' };
}
