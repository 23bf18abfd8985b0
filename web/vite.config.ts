// The page is built into static files with hashed names. Every address in the built shell starts with "./", which the
// server rewrites to the path it is mounted at (see src/api/base.ts for the other half).
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

// Puts the theme script into the head as a plain blocking file: it must run before the first paint, and the content
// security policy allows no inline script.
function themeScript(): Plugin {
  const source = readFileSync(new URL("./src/theme.js", import.meta.url), "utf8");
  const code = source.replace(/^\s*\/\/.*\n/gm, "").replace(/\n\s*/g, "\n");
  const hash = createHash("sha256").update(code).digest("base64url").slice(0, 8);
  const fileName = `assets/theme-${hash}.js`;
  return {
    name: "waymark-theme-script",
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source: code });
    },
    transformIndexHtml: () => [{ tag: "script", attrs: { src: `./${fileName}` }, injectTo: "head" }],
  };
}

export default defineConfig({
  base: "./",
  plugins: [themeScript()],
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { include: ["src/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
