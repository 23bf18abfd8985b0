// The path this catalog is mounted at, with a slash at both ends. The server writes it into the shell.
const written = document.querySelector<HTMLMetaElement>('meta[name="waymark-base"]')?.content ?? "/";

export const base = written.endsWith("/") ? written : `${written}/`;

// "/search?q=a" -> "/catalog/search?q=a"
export const withBase = (path: string): string => base + path.replace(/^\//, "");

// "/catalog/search" -> "/search"; a path outside the mount comes back as it is.
export const withoutBase = (path: string): string => (path.startsWith(base) ? `/${path.slice(base.length)}` : path);
