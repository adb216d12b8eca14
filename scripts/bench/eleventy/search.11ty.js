// The search index: title, description and text of every page.
module.exports = class {
  data() {
    return { permalink: "search/index.json", eleventyExcludeFromCollections: true }
  }

  render({ collections }) {
    const text = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")
    return JSON.stringify(
      collections.all.map((page) => ({
        location: page.url,
        title: page.data.title,
        description: page.data.description,
        text: text(page.content),
      })),
    )
  }
}
