import { clsx } from 'clsx';
import { FileText, Paperclip } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { useChange } from '@/components/ui/use-change';
import { useHydrated } from '@/components/ui/use-hydrated';
import { callApi, type ApiAnswer } from '@/lib/browser/api';
import { base64Of } from '@/lib/browser/base64-of';
import { fileNameOf } from '@/lib/browser/file-name';
import { shrinkPicture } from '@/lib/browser/shrink-picture';
import {
  evidenceFileFields,
  evidenceFileTexts,
  evidenceMimeTypes,
  mostEvidenceBytes,
  sizeText,
  type EvidenceFileField,
  type EvidenceFileView,
} from '@/lib/model/evidence';
import type { DisputeId } from '@/lib/model/ids';

interface EvidenceFilesProps {
  readonly disputeId: DisputeId;
  readonly files: readonly EvidenceFileView[];
  /** Of the whole form, so that nothing is sent to the bank while a file is on its way. */
  readonly change: ReturnType<typeof useChange>;
  /** Called when a file is about to be added or removed. */
  readonly onChange: (what: 'add' | 'remove') => void;
  /** Called with what has come of it, to be said aloud. */
  readonly onDone: (told: string) => void;
}

/** A picture that is larger is made smaller: a photograph of a phone alone could be too much. */
const mostOfPicture = 1_500_000;
const types = Object.values(evidenceMimeTypes);

const wrong = (message: string): ApiAnswer<never> => ({ ok: false, code: 'wrong_file', message });

/** Files that go with an answer, one of each kind; they are kept with its draft at once. */
export function EvidenceFiles({ disputeId, files, change, onChange, onDone }: EvidenceFilesProps) {
  const hydrated = useHydrated();
  const [moving, setMoving] = useState<EvidenceFileField | null>(null);
  const path = `/api/disputes/${disputeId}/evidence/files`;
  const idOf = (field: EvidenceFileField) => `file-${field}`;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const off = change.busy || !hydrated;

  async function move(
    what: 'add' | 'remove',
    field: EvidenceFileField,
    ask: () => Promise<ApiAnswer<unknown>>,
  ) {
    if (off) return;
    onChange(what);
    setMoving(field);
    const answer = await change.send(ask, {
      focus: () => document.getElementById(idOf(field))?.focus(),
    });
    setMoving(null);
    if (answer?.ok) {
      onDone(`${evidenceFileTexts[field]}: ${what === 'add' ? 'kept with the draft' : 'removed'}.`);
    }
  }

  const add = (field: EvidenceFileField, file: File) =>
    move('add', field, async () => {
      const read = await readEvidence(file);
      return typeof read === 'string' ? wrong(read) : callApi('POST', path, { field, ...read });
    });

  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">Files</legend>
      <p className="text-sm text-ink-soft">
        PDF, JPEG or PNG, {sizeText(mostEvidenceBytes)} together
        {total > 0 ? `; ${sizeText(total)} so far` : ''}. They are kept with the draft, and nobody
        else sees them before you send it. Large pictures are made smaller.
      </p>
      <ul className="divide-y divide-line rounded-xl border border-line">
        {evidenceFileFields.map((field) => {
          const file = files.find((one) => one.field === field);
          const label = evidenceFileTexts[field];
          return (
            <li
              key={field}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm"
            >
              <span className="min-w-0 flex-1 basis-44">
                <span className={clsx('block', file ? 'text-ink-soft' : 'font-medium')}>
                  {label}
                </span>
                {file ? (
                  <span className="flex items-center gap-1.5 font-medium">
                    <FileText aria-hidden className="size-4 shrink-0 text-ink-soft" />
                    <span className="min-w-0 break-words">
                      <bdi>{file.name}</bdi>, {sizeText(file.size)}
                    </span>
                  </span>
                ) : null}
              </span>
              {file ? (
                <Button
                  tone="ghost"
                  aria-disabled={off || undefined}
                  onClick={() =>
                    void move('remove', field, () => callApi('DELETE', `${path}/${field}`))
                  }
                >
                  Remove<span className="sr-only"> {label}</span>
                </Button>
              ) : null}
              <label
                className={clsx(
                  'inline-flex min-h-11 items-center gap-2 rounded-lg border border-line-strong bg-surface px-4 font-medium',
                  'has-focus-visible:outline-2 has-focus-visible:outline-ring',
                  off ? 'cursor-not-allowed text-ink-faint' : 'cursor-pointer',
                )}
              >
                <Paperclip aria-hidden className="size-4 shrink-0" />
                {moving === field ? 'One moment…' : file ? 'Replace' : 'Choose a file'}
                <span className="sr-only">: {label}</span>
                <input
                  id={idOf(field)}
                  type="file"
                  accept={types.join()}
                  // What is chosen before the script is there would be heard by nobody.
                  disabled={!hydrated}
                  aria-disabled={off || undefined}
                  className="sr-only"
                  onClick={(event) => {
                    if (off) event.preventDefault();
                  }}
                  onChange={({ target }) => {
                    const [chosen] = target.files ?? [];
                    if (chosen) void add(field, chosen).finally(() => (target.value = ''));
                  }}
                />
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** What is sent of a file, or a sentence that says why it is not. */
async function readEvidence(file: File): Promise<{ name: string; file: string } | string> {
  // A machine that does not know the ending tells no type: then its first bytes decide, on the server.
  if (file.type && !types.includes(file.type))
    return 'Choose a PDF, a JPEG or a PNG: banks read nothing else.';
  if (file.type.startsWith('image/') && file.size > mostOfPicture) {
    // Words in it have to stay legible: banks read what was written, off long pictures of a screen.
    const small = await shrinkPicture(file, { side: 6_000, most: mostOfPicture });
    if (small) return { name: fileNameOf(file.name, '.jpg'), file: small };
  }
  if (file.size > mostEvidenceBytes) {
    return `This file has ${sizeText(file.size)}; all together may have ${sizeText(mostEvidenceBytes)}. Make it smaller first.`;
  }
  const bytes = await base64Of(file);
  return bytes
    ? { name: fileNameOf(file.name), file: bytes }
    : 'Your browser cannot read this file.';
}
