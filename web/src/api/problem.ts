// Everything that can go wrong with a request, as one value.
//
// kind   offline      the browser knows that it has no network
//        unreachable  no answer came
//        waiting      429: try again after `retryAfter` seconds
//        empty        503 index_unavailable: nothing is indexed yet
//        signin       401
//        gone         404 and 410
//        refused      any other 4xx: the request itself is wrong
//        failed       everything else

export type ProblemKind = "offline" | "unreachable" | "waiting" | "empty" | "signin" | "gone" | "refused" | "failed";

export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    detail: string,
    readonly requestId = "",
    readonly retryAfter = 0,
  ) {
    super(detail);
  }
}

interface ProblemDocument {
  code?: string;
  title?: string;
  detail?: string;
  instance?: string;
}

function kindOf(status: number, code: string): ProblemKind {
  if (status === 401) return "signin";
  if (status === 404 || status === 410) return "gone";
  if (status === 429) return "waiting";
  if (status === 503 && code === "index_unavailable") return "empty";
  return status < 500 ? "refused" : "failed";
}

// Reads an RFC 9457 document; an answer of any other form still gives a problem.
export async function problemOf(response: Response): Promise<Problem> {
  const document = (await response.json().catch(() => ({}))) as ProblemDocument;
  const requestId = response.headers.get("X-Request-Id") ?? (document.instance ?? "").replace("urn:request:", "");
  const retryAfter = Number(response.headers.get("Retry-After")) || 3;
  return new Problem(
    kindOf(response.status, document.code ?? ""),
    document.detail ?? document.title ?? "",
    requestId,
    retryAfter,
  );
}
