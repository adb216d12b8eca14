// What is looked for in the site's scripts besides types: see tsconfig.json for those. scripts/javascript.py runs both.
const js = require("@eslint/js");
const ts = require("typescript-eslint");

module.exports = [
  {
    files: ["hooks/theme/assets/js/**/*.js"],
    languageOptions: {
      parser: ts.parser,
      parserOptions: { project: "tsconfig.json", tsconfigRootDir: __dirname },
      sourceType: "module",
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { "@typescript-eslint": ts.plugin },
    rules: {
      ...js.configs.recommended.rules,
      "no-undef": "off", // the type checker knows all names, those of browsers too

      "array-callback-return": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-promise-executor-return": "error",
      "no-script-url": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-unreachable-loop": "error",
      "no-var": "error",
      "prefer-const": "error",

      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-base-to-string": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-for-in-array": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/no-unnecessary-type-assertion": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/prefer-promise-reject-errors": "error",
      "@typescript-eslint/restrict-plus-operands": "error",
      "@typescript-eslint/unbound-method": "error",
    },
  },
  {
    files: ["hooks/theme/assets/js/*.js"],
    languageOptions: { sourceType: "script" },
  },
];
