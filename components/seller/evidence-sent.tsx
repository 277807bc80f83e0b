import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { evidenceFields, evidenceFileTexts, evidenceTexts, sizeText } from '@/lib/model/evidence';
import type { DeskDispute } from '@/lib/model/seller';

/** What the bank was told, or that it was told nothing. */
export function EvidenceSent({ answer, files }: Pick<DeskDispute, 'answer' | 'files'>) {
  if (answer?.state !== 'sent' && answer?.state !== 'submitted') {
    return <p className="text-ink-soft">Nothing was sent to the bank by this page.</p>;
  }
  return (
    <Card className="space-y-4 text-sm">
      <p>
        {answer.state === 'sent' ? 'Sent' : 'Being sent'}
        {answer.submittedAt ? (
          <>
            , <Time iso={answer.submittedAt} /> UTC
          </>
        ) : null}
        .
      </p>
      <dl className="space-y-3">
        {evidenceFields
          .filter((field) => answer.evidence[field])
          .map((field) => (
            <div key={field}>
              <dt className="text-ink-soft">{evidenceTexts[field]}</dt>
              <dd className="break-words whitespace-pre-line">{answer.evidence[field]}</dd>
            </div>
          ))}
        {files.map(({ field, name, size, accountFileId }) => (
          <div key={field}>
            <dt className="text-ink-soft">{evidenceFileTexts[field]}</dt>
            <dd className="break-words">
              <bdi>{name}</bdi>, {sizeText(size)}
              {accountFileId ? (
                <>
                  {' '}
                  <code className="font-mono text-xs break-all text-ink-soft">{accountFileId}</code>
                </>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
