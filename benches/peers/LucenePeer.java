import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.QueryBuilder;

/** Lucene with nori over digest files: indexes, searches, and tells what it took. */
public final class LucenePeer {
    private static final String USAGE =
            "usage: lucene index CORPUS INDEX --threads N\n"
                    + "       lucene search INDEX QUERY\n"
                    + "       lucene argv INDEX QUERY\n"
                    + "       lucene warm INDEX QUERIES --threads N --rounds R [--no-snippets]\n"
                    + "       lucene find CORPUS QUERIES --analyzer nori|nori-mixed|cjk";
    private static final String[] FIELDS = {"title", "summary", "body"};
    private static final float TITLE_BOOST = 2;
    private static final int HITS = 10;
    private static final int RAM_BUFFER_MB = 256;
    private static final int LONGEST_BODY = 1_000_000;
    /** Articles that a thread takes at once: few enough that threads end together. */
    private static final int CHUNK = 64;

    private static PrintStream out;

    /** What the user can put right; its message says how. */
    @SuppressWarnings("serial")
    private static final class Complaint extends RuntimeException {
        Complaint(String message) {
            super(message);
        }
    }

    public static void main(String[] arguments) throws Exception {
        // Output is for programs: the locale must touch neither encoding nor numbers.
        Locale.setDefault(Locale.ROOT);
        out = new PrintStream(System.out, false, "UTF-8");
        try {
            run(arguments);
        } catch (Complaint | IOException error) {
            String what = error instanceof Complaint ? "" : error.getClass().getSimpleName() + ": ";
            new PrintStream(System.err, true, "UTF-8").println("lucene: " + what + error.getMessage());
            System.exit(1);
        } finally {
            out.flush();
        }
    }

    private static void run(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        String command = given.isEmpty() ? "" : given.remove(0);
        boolean warm = command.equals("warm");
        if (command.equals("find")) {
            Analyzer analyzer = analyzer(given);
            if (given.size() != 2) {
                throw new Complaint("what to do is not clear\n" + USAGE);
            }
            find(Path.of(given.get(0)), Path.of(given.get(1)), analyzer);
            return;
        }
        boolean threaded = warm || command.equals("index");
        int threads = threaded ? number(given, "--threads", 1) : 1;
        int rounds = warm ? number(given, "--rounds", 0) : 0;
        boolean snippets = !(warm && given.remove("--no-snippets"));
        if (!(threaded || command.equals("search")) || given.size() != 2) {
            throw new Complaint("what to do is not clear\n" + USAGE);
        }
        Path index = Path.of(given.get(threaded && !warm ? 1 : 0));
        if (warm) {
            warm(index, Path.of(given.get(1)), threads, rounds, snippets);
        } else if (threaded) {
            index(Path.of(given.get(0)), index, threads);
        } else {
            search(index, Question.given(given.get(1)));
        }
    }

    /** Takes an option and its number out of the arguments. */
    private static int number(List<String> given, String option, int least) {
        int place = given.indexOf(option);
        String text = place < 0 || place + 1 == given.size() ? "" : given.get(place + 1);
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
            throw new Complaint(
                    option + " needs a whole number of " + least + " or more\n" + USAGE);
        }
        given.subList(place, place + 2).clear();
        return Integer.parseInt(text);
    }

    /** Takes the option of the analyzer out of the arguments. */
    private static Analyzer analyzer(List<String> given) {
        int place = given.indexOf("--analyzer");
        String name = place < 0 || place + 1 == given.size() ? "" : given.get(place + 1);
        Analyzer analyzer;
        switch (name) {
            case "nori":
                analyzer = new KoreanAnalyzer();
                break;
            case "nori-mixed":
                analyzer =
                        new KoreanAnalyzer(
                                null,
                                DecompoundMode.MIXED,
                                KoreanPartOfSpeechStopFilter.DEFAULT_STOP_TAGS,
                                false);
                break;
            case "cjk":
                analyzer = new CJKAnalyzer();
                break;
            default:
                throw new Complaint("--analyzer needs nori, nori-mixed or cjk\n" + USAGE);
        }
        given.subList(place, place + 2).clear();
        return analyzer;
    }

    // Indexing

    private static void index(Path corpus, Path folder, int threads) throws Exception {
        if (Files.exists(folder) && !(Files.isDirectory(folder) && list(folder).isEmpty())) {
            throw new Complaint(
                    folder + " is there already and not an empty folder; remove it or name another");
        }
        Deque<Path> files = digestFiles(corpus);
        double cpuBefore = cpuSeconds();
        long start = System.nanoTime();
        long[] counts = new long[2];
        try (MMapDirectory directory = new MMapDirectory(folder)) {
            IndexWriterConfig config = new IndexWriterConfig(new KoreanAnalyzer());
            config.setRAMBufferSizeMB(RAM_BUFFER_MB);
            IndexWriter writer = new IndexWriter(directory, config);
            try {
                Lines lines = new Lines(files);
                List<Callable<long[]>> tasks = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    tasks.add(
                            () -> {
                                try {
                                    return add(lines, writer);
                                } finally {
                                    // All is read, or reading on is of no use.
                                    lines.end();
                                }
                            });
                }
                for (long[] part : together(tasks)) {
                    counts[0] += part[0];
                    counts[1] += part[1];
                }
                // Commits, and waits for the merges that were begun.
                writer.close();
            } catch (Exception | Error error) {
                writer.rollback();
                IOUtils.rm(folder);
                throw error;
            }
        }
        double seconds = secondsSince(start);
        double cpu = cpuSeconds() - cpuBefore;
        long bytes = 0;
        for (Path file : list(folder)) {
            bytes += Files.size(file);
        }
        out.printf(
                "{\"documents\": %d, \"text_bytes\": %d, \"seconds\": %.6f, \"cpu_seconds\": %.6f,"
                        + " \"index_bytes\": %d, \"peak_kib\": %d}%n",
                counts[0], counts[1], seconds, cpu, bytes, peakKib());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toList());
        }
    }

    private static Deque<Path> digestFiles(Path corpus) throws IOException {
        if (!Files.isDirectory(corpus)) {
            throw new Complaint(corpus + " is no folder; name the folder of *.jsonl files");
        }
        try (Stream<Path> files = Files.walk(corpus)) {
            Deque<Path> found =
                    files.filter(file -> file.toString().endsWith(".jsonl") && Files.isRegularFile(file))
                            .sorted()
                            .collect(Collectors.toCollection(ArrayDeque::new));
            if (found.isEmpty()) {
                throw new Complaint(corpus + " holds no *.jsonl file; name the folder that does");
            }
            return found;
        }
    }

    private static final class Line {
        final Path file;
        final int number;
        final String text;

        Line(Path file, int number, String text) {
            this.file = file;
            this.number = number;
            this.text = text;
        }
    }

    /** The corpus in chunks of lines, so that one big file is shared out as well. */
    private static final class Lines {
        private final Deque<Path> files;
        private BufferedReader reader;
        private Path file;
        private int number;

        Lines(Deque<Path> files) {
            this.files = files;
        }

        synchronized List<Line> next() throws IOException {
            List<Line> chunk = new ArrayList<>();
            while (chunk.size() < CHUNK && (reader != null || !files.isEmpty())) {
                if (reader == null) {
                    file = files.remove();
                    reader = Files.newBufferedReader(file);
                    number = 0;
                }
                String text = line(reader, file, ++number);
                if (text == null) {
                    reader.close();
                    reader = null;
                } else if (!text.isBlank()) {
                    chunk.add(new Line(file, number, text));
                }
            }
            return chunk;
        }

        synchronized void end() throws IOException {
            files.clear();
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }

    private static String line(BufferedReader reader, Path file, int number) throws IOException {
        try {
            return reader.readLine();
        } catch (CharacterCodingException error) {
            // The reader decodes ahead of the line.
            throw new Complaint(
                    file + " is not UTF-8 at or after line " + number + "; convert it to UTF-8");
        }
    }

    private static long[] add(Lines lines, IndexWriter writer) throws IOException {
        // With offsets in the postings the highlighter need not analyse bodies again, which
        // with nori costs far more than the search. Only the body is highlighted.
        FieldType highlighted = new FieldType(TextField.TYPE_STORED);
        highlighted.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        highlighted.freeze();
        long documents = 0;
        long bytes = 0;
        for (List<Line> chunk = lines.next(); !chunk.isEmpty(); chunk = lines.next()) {
            for (Line line : chunk) {
                Document document = new Document();
                try {
                    Map<?, ?> article = Json.object(line.text);
                    document.add(new StoredField("id", id(article.get("id"))));
                    for (String field : FIELDS) {
                        String text = text(article, field);
                        bytes += text.getBytes(StandardCharsets.UTF_8).length;
                        FieldType type = field.equals("body") ? highlighted : TextField.TYPE_STORED;
                        if (!text.isEmpty()) {
                            document.add(new Field(field, text, type));
                        }
                    }
                    addDate(document, article.get("date"));
                } catch (IllegalArgumentException error) {
                    throw new Complaint(line.file + ":" + line.number + ": " + error.getMessage());
                }
                writer.addDocument(document);
                documents++;
            }
        }
        return new long[] {documents, bytes};
    }

    private static String id(Object id) {
        if (id instanceof Json.Number) {
            return ((Json.Number) id).text;
        }
        if (id instanceof String && !((String) id).isEmpty()) {
            return (String) id;
        }
        throw new IllegalArgumentException("the article has no `id`; add a string or a number");
    }

    private static String text(Map<?, ?> article, String field) {
        Object value = article.get(field);
        if (value == null && field.equals("summary")) {
            return "";
        }
        if (value instanceof String) {
            return (String) value;
        }
        List<?> items = value instanceof List && !field.equals("title") ? (List<?>) value : List.of();
        if (!(value instanceof List) || !items.stream().allMatch(String.class::isInstance)) {
            throw new IllegalArgumentException(
                    "the `" + field + "` is missing or no text; write a string"
                            + (field.equals("title") ? "" : " or a list of strings"));
        }
        return items.stream().map(String.class::cast).collect(Collectors.joining("\n"));
    }

    private static void addDate(Document document, Object date) {
        if (date == null || "".equals(date)) {
            return;
        }
        if (!(date instanceof String)) {
            throw new IllegalArgumentException("the `date` is no string; write \"2024-05-01\"");
        }
        long day = day((String) date);
        // The value sorts; the point filters, and lets sorting skip blocks.
        document.add(new NumericDocValuesField("date", day));
        document.add(new LongPoint("date", day));
        document.add(new StoredField("date", (String) date));
    }

    private static long day(String date) {
        try {
            return LocalDate.parse(date).toEpochDay();
        } catch (DateTimeException error) {
            throw new IllegalArgumentException("the date " + date + " is no day; write it as 2024-05-01");
        }
    }

    // Searching

    /** One line of the file of queries. */
    private static final class Question {
        private static final Set<String> KINDS =
                Set.of(
                        "word",
                        "three_words",
                        "eight_words",
                        "phrase",
                        "prefix",
                        "typo",
                        "since",
                        "by_date");
        final String kind;
        final List<String> words;
        final long since;

        private Question(String kind, List<String> words, long since) {
            this.kind = kind;
            this.words = words;
            this.since = since;
        }

        /** A query as an argument: a line of a file of queries, or just words. */
        static Question given(String text) {
            try {
                return text.strip().startsWith("{")
                        ? parse(text)
                        : new Question("three_words", words(List.of(text.strip().split("\\s+"))), 0);
            } catch (IllegalArgumentException error) {
                throw new Complaint("the query " + text + ": " + error.getMessage());
            }
        }

        static Question parse(String text) {
            Map<?, ?> object = Json.object(text);
            Object kind = object.get("kind");
            if (!(kind instanceof String) || !KINDS.contains(kind)) {
                throw new IllegalArgumentException(
                        "the `kind` is none of " + KINDS.stream().sorted().collect(Collectors.joining(", ")));
            }
            Object since = object.get("since");
            if (kind.equals("since") && !(since instanceof String)) {
                throw new IllegalArgumentException("the kind needs a `since`; write \"2024-05-01\"");
            }
            long day = kind.equals("since") ? day((String) since) : 0;
            return new Question((String) kind, words(object.get("words")), day);
        }

        private static List<String> words(Object value) {
            List<?> items = value instanceof List ? (List<?>) value : List.of();
            boolean words = items.stream().allMatch(i -> i instanceof String && !((String) i).isBlank());
            if (items.isEmpty() || !words) {
                throw new IllegalArgumentException("`words` is no list of words; write [\"…\"]");
            }
            return items.stream().map(String.class::cast).collect(Collectors.toList());
        }
    }

    private static final class Peer implements AutoCloseable {
        private static final Set<String> SHOWN = Set.of("id", "title");
        private final DirectoryReader reader;
        private final IndexSearcher searcher;
        private final Analyzer analyzer = new KoreanAnalyzer();
        private final QueryBuilder builder = new QueryBuilder(analyzer);
        private final UnifiedHighlighter highlighter;
        private final Sort newest;
        private final boolean snippets;

        Peer(Path folder, boolean snippets) throws IOException {
            this.snippets = snippets;
            try {
                reader = DirectoryReader.open(new MMapDirectory(folder));
            } catch (IndexNotFoundException | NoSuchFileException error) {
                throw new Complaint(folder + " holds no Lucene index; make it with `lucene index`");
            }
            searcher = new IndexSearcher(reader);
            highlighter = new UnifiedHighlighter(searcher, analyzer);
            // By default the first 10,000 characters alone are looked at.
            highlighter.setMaxLength(LONGEST_BODY);
            SortField date = new SortField("date", SortField.Type.LONG, true);
            date.setMissingValue(Long.MIN_VALUE);
            date.setCanUsePoints();
            newest = new Sort(date);
        }

        /** The ten best: id, title and, unless they are left out, snippet, parted by tabs. */
        List<String> answer(Question question) throws IOException {
            Query query = query(question);
            if (question.kind.equals("typo")) {
                // Made of plain terms here, it is not expanded again for the highlighter,
                // which would then analyse the bodies again, too.
                query = searcher.rewrite(query);
            }
            TopDocs top =
                    question.kind.equals("by_date")
                            ? searcher.search(query, HITS, newest)
                            : searcher.search(query, HITS);
            String[] passages =
                    snippets
                            ? highlighter.highlight("body", query, top, 1)
                            : new String[top.scoreDocs.length];
            List<String> hits = new ArrayList<>();
            for (int i = 0; i < top.scoreDocs.length; i++) {
                Document document = searcher.doc(top.scoreDocs[i].doc, SHOWN);
                String snippet = passages[i] == null ? "" : passages[i];
                String title = oneLine(document.get("title"));
                hits.add(document.get("id") + "\t" + title + "\t" + oneLine(snippet));
            }
            return hits;
        }

        private Query query(Question question) throws IOException {
            BooleanQuery.Builder query = new BooleanQuery.Builder();
            List<String> words = question.words;
            for (String field : FIELDS) {
                switch (question.kind) {
                    case "three_words":
                    case "eight_words":
                        for (String word : words) {
                            add(query, field, builder.createBooleanQuery(field, word));
                        }
                        break;
                    case "phrase":
                        add(query, field, builder.createPhraseQuery(field, String.join(" ", words)));
                        break;
                    case "prefix":
                        String start = analyzer.normalize(field, words.get(0)).utf8ToString();
                        add(query, field, new PrefixQuery(new Term(field, start)));
                        break;
                    case "typo":
                        for (String term : terms(field, words.get(0))) {
                            add(query, field, new FuzzyQuery(new Term(field, term), 1));
                        }
                        break;
                    default:
                        add(query, field, builder.createBooleanQuery(field, words.get(0)));
                }
            }
            if (!question.kind.equals("since")) {
                return query.build();
            }
            Query since =
                    new IndexOrDocValuesQuery(
                            LongPoint.newRangeQuery("date", question.since, Long.MAX_VALUE),
                            NumericDocValuesField.newSlowRangeQuery("date", question.since, Long.MAX_VALUE));
            return new BooleanQuery.Builder().add(query.build(), Occur.MUST).add(since, Occur.FILTER).build();
        }

        private static void add(BooleanQuery.Builder query, String field, Query part) {
            // A word may hold nothing but what the analyzer drops.
            if (part != null) {
                query.add(field.equals("title") ? new BoostQuery(part, TITLE_BOOST) : part, Occur.SHOULD);
            }
        }

        private List<String> terms(String field, String word) throws IOException {
            List<String> terms = new ArrayList<>();
            try (TokenStream stream = analyzer.tokenStream(field, word)) {
                CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    terms.add(term.toString());
                }
                stream.end();
            }
            return terms;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static void search(Path index, Question question) throws IOException {
        try (Peer peer = new Peer(index, true)) {
            for (String hit : peer.answer(question)) {
                out.println(hit);
            }
        }
    }

    private static void warm(Path index, Path queries, int threads, int rounds, boolean snippets)
            throws Exception {
        List<Question> questions = questions(queries);
        long start = System.nanoTime();
        try (Peer peer = new Peer(index, snippets)) {
            // Ready to answer means that the dictionary is loaded, too.
            peer.terms("body", "사전");
            if (rounds == 0) {
                out.printf("{\"opening_seconds\": %.6f, \"peak_kib\": %d}%n", secondsSince(start), peakKib());
                return;
            }
            for (Question question : questions) {
                peer.answer(question);
            }
            if (threads == 1) {
                latencies(peer, questions, rounds);
            } else {
                throughput(peer, questions, threads, rounds);
            }
        }
    }

    private static List<Question> questions(Path queries) throws IOException {
        List<Question> questions = new ArrayList<>();
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(queries)) {
            String text;
            while ((text = line(reader, queries, ++number)) != null) {
                if (!text.isBlank()) {
                    questions.add(Question.parse(text));
                }
            }
        } catch (NoSuchFileException error) {
            throw new Complaint(queries + " is not there; name the file of queries");
        } catch (IllegalArgumentException error) {
            throw new Complaint(queries + ":" + number + ": " + error.getMessage());
        }
        if (questions.isEmpty()) {
            throw new Complaint(queries + " holds no query; write one a line");
        }
        return questions;
    }

    private static void latencies(Peer peer, List<Question> questions, int rounds) throws IOException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Question question : questions) {
                long start = System.nanoTime();
                peer.answer(question);
                double micros = Math.round((System.nanoTime() - start) / 1e2) / 1e1;
                times.computeIfAbsent(question.kind, kind -> new ArrayList<>()).add(micros);
            }
        }
        times.forEach(
                (kind, micros) ->
                        out.printf(
                                "{\"kind\": \"%s\", \"microseconds\": %s}%n", kind, micros));
    }

    private static void throughput(Peer peer, List<Question> questions, int threads, int rounds)
            throws Exception {
        int total = Math.multiplyExact(questions.size(), rounds);
        AtomicInteger next = new AtomicInteger();
        Callable<Void> task =
                () -> {
                    for (int i = next.getAndIncrement(); i < total; i = next.getAndIncrement()) {
                        peer.answer(questions.get(i % questions.size()));
                    }
                    return null;
                };
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            tasks.add(task);
        }
        long start = System.nanoTime();
        together(tasks);
        double seconds = secondsSince(start);
        out.printf("{\"threads\": %d, \"queries\": %d, \"seconds\": %.6f}%n", threads, total, seconds);
    }

    // Which articles, all of them

    /** For each query the ids of all articles that hold its first word, parted by tabs. */
    private static void find(Path corpus, Path queries, Analyzer analyzer) throws Exception {
        List<Question> questions = questions(queries);
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                add(new Lines(digestFiles(corpus)), writer);
            }
            try (IndexReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                QueryBuilder builder = new QueryBuilder(analyzer);
                for (Question question : questions) {
                    BooleanQuery.Builder query = new BooleanQuery.Builder();
                    for (String field : FIELDS) {
                        // What the analyzer cuts a word into stands side by side.
                        Peer.add(query, field, builder.createPhraseQuery(field, question.words.get(0)));
                    }
                    List<String> ids = new ArrayList<>();
                    for (ScoreDoc hit : searcher.search(query.build(), reader.maxDoc()).scoreDocs) {
                        ids.add(searcher.doc(hit.doc, Set.of("id")).get("id"));
                    }
                    out.println(String.join("\t", ids));
                }
            }
        }
    }

    // What is measured, and how

    /** Runs tasks, one a thread, and gives their results; the first failure is thrown. */
    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException error) {
            throw error.getCause() instanceof Exception ? (Exception) error.getCause() : error;
        } finally {
            pool.shutdownNow();
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Of all threads: those that merge, compile and collect garbage, too. */
    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static long peakKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new Complaint("/proc/self/status has no line VmHWM; the peers need Linux");
    }
}
