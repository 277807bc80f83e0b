import { firstLanguage } from '@/lib/language/languages';

interface ProblemCodesProps {
  /** Names and codes or ids; what is absent is left out. */
  readonly codes: readonly (readonly [name: string, code: string | null | undefined])[];
}

/** Stripe's codes and ids, one click away for an engineer. Nothing where there are none. */
export function ProblemCodes({ codes }: ProblemCodesProps) {
  const there = codes.filter((pair): pair is [string, string] => Boolean(pair[1]));
  if (there.length === 0) return null;
  return (
    <details lang={firstLanguage} className="print:hidden">
      <summary className="inline-flex min-h-11 items-center font-medium underline underline-offset-4">
        For engineers
      </summary>
      <dl dir="ltr" className="flex flex-wrap gap-x-4 gap-y-1 pb-1 text-xs">
        {there.map(([name, code]) => (
          <div key={name} className="flex gap-1.5">
            <dt>{name}</dt>
            <dd>
              <code className="font-mono break-all">{code}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
