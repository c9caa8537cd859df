// What tsc does not say of the theme's modules and of their tests. `scripts/check` runs it over both.
import js from "@eslint/js";

export default [
  { ignores: ["**/vendor/**", "**/node_modules/**"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off", // tsc knows which globals there are
      "complexity": ["error", 17], // `?.`, `??` and default values count too
      "eqeqeq": ["error", "always", { null: "ignore" }],
      "max-depth": ["error", 3],
      "no-console": "error",
      "no-implicit-coercion": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { varsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "off",
    },
  },
  { files: ["tests/**"], rules: { "no-console": "off" } },
  {
    // the oldest browsers that the README names read this much of the language
    files: ["theme/**/*.js"],
    languageOptions: { ecmaVersion: 2021, sourceType: "module" },
    rules: { "max-lines": ["error", { max: 320, skipBlankLines: true }] },
  },
  {
    // the edit distance fills a table in one loop; combining marks are meant where words are cut
    files: ["theme/**/search-spelling.js", "theme/**/search-tokens.js"],
    rules: { "complexity": ["error", 25], "no-useless-assignment": "off", "no-misleading-character-class": "off" },
  },
];
