// Page numbers below the results.
import { useSchema } from "../api/schema";
import { Link } from "../router/link";
import { pageList, reachablePages } from "./page_list";
import { type SearchState, searchPath } from "./state";

export function Pages({ state, pages }: { state: SearchState; pages: number }) {
  const schema = useSchema();
  const last = reachablePages(pages, state.size);
  if (last <= 1) return null;
  const to = (page: number) => searchPath({ ...state, page, preview: "" }, schema);
  return (
    <nav class="pages" aria-label="Results pages">
      {state.page > 1 && <Link to={to(state.page - 1)} rel="prev" class="page">Previous</Link>}
      {pageList(state.page, last).map((page) =>
        page === 0 ? (
          <span class="page-gap" aria-hidden="true">…</span>
        ) : (
          <Link to={to(page)} class="page" aria-label={`Page ${page}`} aria-current={page === state.page ? "page" : undefined}>{page}</Link>
        ),
      )}
      {state.page < last && <Link to={to(state.page + 1)} rel="next" class="page">Next</Link>}
    </nav>
  );
}
