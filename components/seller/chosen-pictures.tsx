import { useId } from 'react';
import { Badge } from '@/components/ui/badge';
import { Picture } from '@/components/ui/picture';
import { longestPictureText, type PictureTexts } from '@/lib/model/picture-texts';

interface ChosenPicturesProps {
  readonly chosen: readonly string[];
  /** What is shown while nothing is chosen. */
  readonly standIn: string;
  readonly nameOf: (picture: string) => string;
  /** What those that are described show. */
  readonly texts: PictureTexts;
  /** Draws at once what is chosen from now on, and says what was done. */
  readonly onChoose: (chosen: readonly string[], told: string) => void;
  readonly onDescribe: (picture: string, text: string) => void;
  /** After the last was removed, which takes the focus along. */
  readonly onEmpty: () => void;
}

// Narrower than other buttons: two stand under a small picture.
const press =
  'inline-flex min-h-11 items-center rounded-lg px-2 text-sm font-medium transition-colors hover:bg-sunken';

/** The pictures of a product in their order. Which is first is chosen by a press, not by dragging. */
export function ChosenPictures(props: ChosenPicturesProps) {
  const { chosen, standIn, nameOf, texts, onChoose, onDescribe, onEmpty } = props;
  const id = useId();
  const removerOf = (index: number) => `${id}-remove-${index}`;

  function putFirst(picture: string) {
    const others = chosen.filter((one) => one !== picture);
    onChoose([picture, ...others], `First now: ${nameOf(picture)}.`);
    document.getElementById(removerOf(0))?.focus();
  }

  function remove(picture: string, index: number) {
    const others = chosen.filter((one) => one !== picture);
    onChoose(others, `Removed: ${nameOf(picture)}.`);
    if (others.length === 0) return onEmpty();
    document.getElementById(removerOf(Math.min(index, others.length - 1)))?.focus();
  }

  if (chosen.length === 0) {
    return (
      <p className="flex items-center gap-3 text-sm text-ink-soft">
        <Picture src={standIn} className="size-16 shrink-0 rounded-lg" />
        None chosen. This drawing of Souk’s stands in: {nameOf(standIn)}.
      </p>
    );
  }
  return (
    <ol className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {chosen.map((picture, index) => (
        <li key={picture} className="relative rounded-xl border border-line bg-surface p-2">
          <Picture src={picture} alt={nameOf(picture)} className="w-full rounded-lg" />
          {index === 0 ? (
            <Badge tone="money" className="absolute start-3.5 top-3.5">
              First
            </Badge>
          ) : null}
          <div className="mt-1 flex flex-wrap justify-between">
            {index === 0 ? (
              <span aria-hidden />
            ) : (
              <button type="button" className={press} onClick={() => putFirst(picture)}>
                Put first<span className="sr-only"> {nameOf(picture)}</span>
              </button>
            )}
            <button
              id={removerOf(index)}
              type="button"
              className={press}
              onClick={() => remove(picture, index)}
            >
              Remove<span className="sr-only"> {nameOf(picture)}</span>
            </button>
          </div>
          <label className="mt-1 block space-y-1 text-sm text-ink-soft">
            <span>
              What it shows (optional)<span className="sr-only">: {nameOf(picture)}</span>
            </span>
            <textarea
              rows={3}
              value={texts[picture] ?? ''}
              maxLength={longestPictureText}
              className="block w-full rounded-lg border border-line-strong bg-surface px-3 py-2 text-base text-ink disabled:bg-sunken"
              // One line of words, which has no room to stand in one.
              onChange={({ target }) => onDescribe(picture, target.value.replaceAll('\n', ' '))}
            />
          </label>
        </li>
      ))}
    </ol>
  );
}
