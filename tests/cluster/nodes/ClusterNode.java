// One OpenSearch node out of the class path: `java -cp 'lib/*' ClusterNode name=value ...`, each
// argument a setting of the node. It ends when its standard input does, so that it never outlives
// the tests that started it, and then removes its folder, `path.home`; so no other node may use
// that folder.

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

public final class ClusterNode extends Node {
    private static final List<Class<? extends Plugin>> PLUGINS =
        List.of(
            Netty4Plugin.class,
            CommonAnalysisPlugin.class,
            NoriPlugin.class,
            PainlessPlugin.class,
            MapperExtrasPlugin.class,
            ReindexPlugin.class);

    private ClusterNode(Settings settings) {
        super(
            InternalSettingsPreparer.prepareEnvironment(
                settings, Collections.emptyMap(), null, () -> settings.get("node.name")),
            PLUGINS,
            false);
    }

    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            String[] setting = argument.split("=", 2);
            if (setting.length != 2) {
                throw new IllegalArgumentException(argument + ": expected name=value");
            }
            settings.put(setting[0], setting[1]);
        }
        ClusterNode node = new ClusterNode(settings.build());
        node.start();
        while (System.in.read() != -1) {
            // Only the end tells something.
        }
        Path home = Path.of(node.settings().get("path.home")).toAbsolutePath();
        node.close();
        remove(home);
        // The folder of all nodes goes with the last of them, and stays where others use it.
        home.getParent().toFile().delete();
        System.exit(0);
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
