/* The editor's button that puts a statistic into a sentence, and how it looks there. */
(() => {
  const { createElement } = window.React;
  const { EditorState, Modifier } = window.DraftJS;

  class StatisticSource extends window.draftail.ModalWorkflowSource {
    getChooserConfig() {
      return {
        url: this.props.entityType.chooserUrls.statisticChooser,
        urlParams: {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    // Wagtail would turn chosen words into a link; here the figure takes their place.
    onChosen({ id, figure }) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(
        entityType.type,
        "IMMUTABLE",
        { id, string: figure },
      );
      const changed = Modifier.replaceText(
        content,
        editorState.getSelection(),
        figure,
        null,
        content.getLastCreatedEntityKey(),
      );
      this.workflow.close();
      onComplete(EditorState.push(editorState, changed, "insert-characters"));
    }
  }

  const Statistic = ({ children, contentState, entityKey }) =>
    createElement(
      "span",
      {
        className: "statistic-in-text",
        title: contentState.getEntity(entityKey).getData().string,
      },
      children,
    );

  window.draftail.registerPlugin({
    type: "STATISTIC",
    source: StatisticSource,
    decorator: Statistic,
  });
})();
