@echo off
rem Starts Orograph from a checkout: builds it when its sources are newer than the last build, then runs it.
rem
rem   JAVA_HOME               the Java to use; without it the java on the PATH
rem   OROGRAPH_JAVA_OPTS      further options for the Java virtual machine, such as -Xmx8g
rem   OROGRAPH_KEEP_CORETYPE  set: leave OPENBLAS_CORETYPE as the environment has it
setlocal

set "root=%~dp0"
set "root=%root:~0,-1%"
set "launch=%root%\app\target\launch"
set "stamp=%launch%\stamp"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
    echo orograph: no java found; install a JDK 17 or newer, or set JAVA_HOME 1>&2
    exit /b 1
)
set "release=0"
for /f "tokens=2 delims==" %%v in ('call "%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version"') do set "release=%%v"
set "release=%release: =%"
if "%release:~0,2%"=="1." set "release=8"
if %release% LSS 17 (
    echo orograph: "%java%" is Java %release%; JDK 17 or newer is needed ^(set JAVA_HOME^) 1>&2
    exit /b 1
)

set "stale="
if not exist "%stamp%" set "stale=first"
if not defined stale (
    powershell -NoProfile -Command "$stamp = (Get-Item -LiteralPath $env:stamp).LastWriteTime; $sources = Get-ChildItem -LiteralPath $env:root\pom.xml, $env:root\core\pom.xml, $env:root\torch\pom.xml, $env:root\app\pom.xml, $env:root\core\src\main, $env:root\torch\src\main, $env:root\app\src\main -Recurse; if ($sources | Where-Object { $_.LastWriteTime -gt $stamp } | Select-Object -First 1) { exit 1 }"
    if errorlevel 1 set "stale=changed"
)
if not defined stale goto start

where mvn >nul 2>&1
if errorlevel 1 (
    echo orograph: no mvn found; building needs Maven 3.8 or newer 1>&2
    exit /b 1
)
if "%stale%"=="first" echo orograph: building for the first time; Maven downloads about 200 MB, most of it libtorch 1>&2
if "%stale%"=="changed" echo orograph: the sources have changed, building 1>&2
if not exist "%launch%" mkdir "%launch%"
break >"%stamp%.new"
pushd "%root%"
call mvn -B -q -pl app -am -Dmaven.test.skip=true package >"%launch%\build.log" 2>&1 <nul
if errorlevel 1 (
    popd
    findstr /b /c:"[ERROR]" "%launch%\build.log" 1>&2
    echo orograph: the build failed; all of its output is in "%launch%\build.log" 1>&2
    exit /b 1
)
popd
move /y "%stamp%.new" "%stamp%" >nul

:start
rem OpenBLAS has a thread pool of its own that fights with ours, and a core type pinned for an old machine halves its speed.
set "OPENBLAS_NUM_THREADS=1"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
if not defined OROGRAPH_KEEP_CORETYPE set "OPENBLAS_CORETYPE="

set "options=--enable-native-access=ALL-UNNAMED -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
if %release% GEQ 23 set "options=%options% --sun-misc-unsafe-memory-access=allow"
for /f "usebackq delims=" %%c in ("%root%\app\target\classpath") do set "third_party=%%c"
rem In the environment, as the command line of a batch file ends at 8,191 characters.
set "CLASSPATH=%root%\app\target\orograph-app.jar;%third_party%"
"%java%" %options% %OROGRAPH_JAVA_OPTS% dev.orograph.cli.Orograph %*
exit /b %errorlevel%
