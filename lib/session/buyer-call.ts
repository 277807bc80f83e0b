import type { z } from 'zod';
import type { Language } from '../language/languages';
import { languageOf } from '../language/request';
import type { SessionUser } from '../model/views';
import { notFound } from '../security/answer';
import { guardWrite } from '../security/guard-write';
import { handle } from '../security/handle';
import { limitRate, type Limit } from '../security/rate-limit';
import { readJson } from '../security/read-json';
import { requireBuyerApi } from './session';

/** What a buyer's write may say, and how often. */
interface Demands<Path, Body> {
  /** The ids in the address; ones that cannot be are answered like ones that do not exist. */
  readonly path: z.ZodType<Path>;
  readonly body: z.ZodType<Body>;
  /** Counted for each buyer. */
  readonly limit: Limit;
}

interface Call<Path, Body> {
  readonly buyer: SessionUser;
  /** What the page was shown in. */
  readonly language: Language;
  readonly path: Path;
  readonly body: Body;
}

interface Context {
  readonly params: Promise<unknown>;
}

/**
 * A route handler for a buyer's write. `act` is asked only when the request comes from a page of ours
 * (else 403), somebody is signed in (401), the body is as demanded (400), so are the ids (404), and the
 * buyer is within the limit (429), in this order; a fault becomes the 500 of `handle`.
 */
export function buyerCall<Path, Body>(
  { path, body, limit }: Demands<Path, Body>,
  act: (call: Call<Path, Body>) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return handle(async (request, { params }: Context) => {
    const refused = guardWrite(request);
    if (refused) return refused;
    const buyer = await requireBuyerApi(request);
    if (buyer instanceof Response) return buyer;
    const said = await readJson(request, body);
    if (said instanceof Response) return said;
    const ids = path.safeParse(await params);
    if (!ids.success) return notFound();
    const limited = limitRate(limit, buyer.id);
    if (limited) return limited;
    const language = languageOf(request.headers);
    return act({ buyer, language, path: ids.data, body: said });
  });
}
