// Not found: the same for an address that never was and an item the visitor may not see.
import { Link } from "../router/link";
import { useScreen } from "../router/screen";

export function MissingScreen() {
  const heading = useScreen("missing", "Page not found", true);
  return (
    <div class="page">
      <h1 ref={heading} tabIndex={-1}>Page not found</h1>
      <p class="lead">There is nothing at this address, or you may not see it.</p>
      <p>Search above, or go on from <Link to="/">the first page</Link> or <Link to="/domains">the domains</Link>.</p>
    </div>
  );
}
