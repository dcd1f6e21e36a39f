// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
package emitter.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One node of version 9 in this process: Node9 HOME CONFIG, where CONFIG/elasticsearch.yml has the settings.
 * The server loads HOME/modules and HOME/plugins by loaders of their own, so they are not on our class path.
 */
public class Node9 {
    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureWithoutConfig(Settings.builder().put("logger.level", "INFO").build());
        Path config = Path.of(arguments[1]);
        Settings settings = Settings.builder().loadFromPath(config.resolve("elasticsearch.yml"))
                .put("path.home", arguments[0]).build();
        Environment environment = new Environment(settings, config);
        Node node = new Node(environment, PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(Files.createDirectories(environment.modulesDir()), false),
                PluginsLoader.loadPluginsBundles(Files.createDirectories(environment.pluginsDir()), false),
                Map.of(), false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception problem) {
                problem.printStackTrace();
            }
        }));
        node.start();
        new CountDownLatch(1).await(); // the node's own threads do not keep a process alive
    }
}
