// Lucene's Korean analysis under the names that OpenSearch's plugin analysis-nori gives it. That
// plugin comes as an archive to install, not as a library of the class path.

import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.opensearch.index.analysis.AbstractTokenFilterFactory;
import org.opensearch.index.analysis.AbstractTokenizerFactory;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;

public final class NoriPlugin extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("nori_tokenizer", (index, environment, name, settings) ->
            new NoriTokenizer(index, name, settings));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "nori_part_of_speech", (index, environment, name, settings) ->
                new Filter(index, name, settings) {
                    @Override
                    public TokenStream create(TokenStream tokens) {
                        return new KoreanPartOfSpeechStopFilter(tokens);
                    }
                },
            "nori_readingform", (index, environment, name, settings) ->
                new Filter(index, name, settings) {
                    @Override
                    public TokenStream create(TokenStream tokens) {
                        return new KoreanReadingFormFilter(tokens);
                    }
                });
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("nori", (index, environment, name, settings) ->
            new NoriAnalyzer(index, name, settings));
    }

    /** Takes `decompound_mode` (none, discard or mixed) and `discard_punctuation`. */
    private static final class NoriTokenizer extends AbstractTokenizerFactory {
        private final DecompoundMode mode;
        private final boolean discardsPunctuation;

        NoriTokenizer(IndexSettings index, String name, Settings settings) {
            super(index, settings, name);
            String mode = settings.get("decompound_mode", "discard");
            this.mode = DecompoundMode.valueOf(mode.toUpperCase(Locale.ROOT));
            discardsPunctuation = settings.getAsBoolean("discard_punctuation", true);
        }

        @Override
        public Tokenizer create() {
            return new KoreanTokenizer(
                KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
                null, mode, false, discardsPunctuation);
        }
    }

    /** A filter without settings. */
    private abstract static class Filter extends AbstractTokenFilterFactory {
        Filter(IndexSettings index, String name, Settings settings) {
            super(index, name, settings);
        }
    }

    private static final class NoriAnalyzer extends AbstractIndexAnalyzerProvider<KoreanAnalyzer> {
        private final KoreanAnalyzer analyzer = new KoreanAnalyzer();

        NoriAnalyzer(IndexSettings index, String name, Settings settings) {
            super(index, name, settings);
        }

        @Override
        public KoreanAnalyzer get() {
            return analyzer;
        }
    }
}
