// Written beside a project of scripts/bench, whose pages lie in content/ and whose layouts are made of our chrome.
const { createRequire } = require("node:module")
const from = createRequire(process.env.ELEVENTY_MODULES + "/")

module.exports = (config) => {
  const markdown = from("markdown-it")({ html: true }).use(from("markdown-it-attrs")).use(from("markdown-it-deflist"))
  config.setLibrary("md", markdown)
  config.addPassthroughCopy({ static: "/" })
  return {
    dir: { input: "content", output: "site", includes: "../layouts" },
    templateFormats: ["md", "11ty.js"],
    markdownTemplateEngine: false,
  }
}
